// Places as the paths of an SVG.

import type { Place } from "./labels.ts";

/** Through all places; where one is not a number the line breaks off. */
export function linePath(places: readonly Place[]): string {
  let isOpen = false;
  return places
    .map(({ x, y }) => {
      if (!Number.isFinite(x + y)) return ((isOpen = false), "");
      const step = `${isOpen ? "L" : "M"}${round(x)},${round(y)}`;
      isOpen = true;
      return step;
    })
    .join("");
}

/** A band that is closed at both ends. */
export function bandPath(
  slices: readonly { readonly x: number; readonly top: number; readonly bottom: number }[],
): string {
  const above = slices.map(({ x, top }) => ({ x, y: top }));
  const below = slices.map(({ x, bottom }) => ({ x, y: bottom })).reverse();
  return `${linePath([...above, ...below])}Z`;
}

// A hundredth of a pixel is enough, and keeps files small.
const round = (pixels: number): number => Math.round(100 * pixels) / 100;
