import temml from "temml";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A formula as MathML, which browsers set and read aloud; its source where it can't be read. */
export function Maths({ tex, isBlock }: { readonly tex: string; readonly isBlock: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (place.current === null) return;
    try {
      temml.render(tex, place.current, { displayMode: isBlock, throwOnError: true, annotate: false });
    } catch {
      place.current.textContent = tex;
    }
  }, [tex, isBlock]);
  return isBlock
    ? <div class="maths scroll" tabIndex={0} role="group" aria-label="Formula"><span ref={place} /></div>
    : <span class="maths" ref={place} />;
}
