import type { default as Temml } from "temml";
import { useEffect, useRef, useState } from "preact/hooks";

// Limits on lengths in a formula, in em and in points, so that it cannot cover the page.
const kMaxSize: [number, number] = [40, 500];

// Fetched with the first formula: it is larger than the rest of the Markdown code.
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

/** Renders a formula as MathML. Shows its TeX source until the typesetter has loaded, and if the source is invalid. */
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
