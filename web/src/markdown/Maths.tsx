import type { default as Temml } from "temml";
import { useEffect, useRef, useState } from "preact/hooks";

// In em and in points: an answer can't spread over the page.
const kMaxSize: [number, number] = [40, 500];

// Larger than the rest of Markdown, and few answers have a formula: fetched with the first one.
let temml: typeof Temml | undefined;

function useTemml(): typeof Temml | undefined {
  const [loaded, setLoaded] = useState(temml);
  useEffect(() => {
    if (!loaded)
      import("temml").then(
        (module) => setLoaded(() => (temml = module.default)),
        () => undefined,
      );
  }, []);
  return loaded;
}

/** A formula as MathML, which browsers set and read aloud; its source until the typesetter is there, and where it can't read it. */
export function Maths({ tex, isBlock }: { readonly tex: string; readonly isBlock: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  const typesetter = useTemml();
  useEffect(() => {
    if (place.current === null) return;
    try {
      if (typesetter)
        typesetter.render(tex, place.current, {
          displayMode: isBlock,
          throwOnError: true,
          annotate: false,
          maxSize: kMaxSize,
        });
      else place.current.textContent = tex;
    } catch {
      place.current.textContent = tex;
    }
  }, [tex, isBlock, typesetter]);
  return isBlock ? (
    <div class="maths scroll" tabIndex={0} role="group" aria-label="Formula">
      <span ref={place} />
    </div>
  ) : (
    <span class="maths" ref={place} />
  );
}
