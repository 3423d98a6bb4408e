// SVG paths through positions.

import type { Position } from "./labels.ts";

/** Returns a line through the positions, with a gap at every position that is not finite. */
export function linePath(positions: readonly Position[]): string {
  let isOpen = false;
  return positions
    .map(({ x, y }) => {
      if (!Number.isFinite(x + y)) return ((isOpen = false), "");
      const step = `${isOpen ? "L" : "M"}${round(x)},${round(y)}`;
      isOpen = true;
      return step;
    })
    .join("");
}

/** One vertical cut through an area. */
export interface Slice {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Returns the closed outline of an area. */
export function bandPath(slices: readonly Slice[]): string {
  const upper = slices.map(({ x, top }) => ({ x, y: top }));
  const lower = slices.map(({ x, bottom }) => ({ x, y: bottom })).reverse();
  return `${linePath([...upper, ...lower])}Z`;
}

// Rounds to 0.01 pixels, which keeps downloads small.
const round = (pixels: number): number => Math.round(100 * pixels) / 100;
