// The width of an element, so that plots can be laid out at the size they are shown.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Returns a ref and the width of its element in CSS pixels: 0 before mounting, then updated on every resize. */
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
