// Plots are drawn for the room they have, so that letters keep their size.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** The element's width in CSS pixels, once it is in the page and whenever it changes. */
export function useWidth<T extends Element>() {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const measure = (): void => setWidth(Math.floor(element.current?.getBoundingClientRect().width ?? 0));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
