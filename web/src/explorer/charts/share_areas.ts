// The stacked areas of the shares plot, and the positions of their names.

import type { CurvePoint } from "../data/types.ts";
import type { Frame } from "./axes.tsx";
import type { Position } from "./labels.ts";
import type { Slice } from "./paths.ts";

const kLineHeight = 16; // pixels that a name needs

/** Returns the lower and upper edge of each model's area at each α. Model 0 is at the bottom. */
export function stackShares(
  curve: readonly CurvePoint[],
  models: number,
): readonly (readonly (readonly [number, number])[])[] {
  const below = curve.map(() => 0);
  return Array.from({ length: models }, (_, row) =>
    curve.map(({ shares }, at) => {
      const low = below[at] as number;
      const high = low + (shares[row] as number);
      below[at] = high;
      return [low, high] as const;
    }),
  );
}

/**
 * Returns the centre of a name of `width` pixels inside an area, or null if it does not fit. Prefers thick parts of the
 * area near its middle.
 */
export function placeAreaName(width: number, slices: readonly Slice[], { left, right }: Frame): Position | null {
  const half = width / 2;
  const size = slices.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
  const middle = slices.reduce((sum, { x, top, bottom }) => sum + (x * (bottom - top)) / size, 0);
  let best: (Position & { readonly score: number }) | null = null;
  for (const { x } of slices) {
    if (x - half < left + 4 || x + half > right - 4) continue;
    const covered = slices.filter((slice) => Math.abs(slice.x - x) <= half);
    const top = Math.max(...covered.map((slice) => slice.top));
    const bottom = Math.min(...covered.map((slice) => slice.bottom));
    const score = Math.min(bottom - top, 3 * kLineHeight) - Math.abs(x - middle) / 8;
    if (bottom - top >= kLineHeight && (best === null || score > best.score))
      best = { x, y: (top + bottom) / 2 + 4, score };
  }
  return best && { x: best.x, y: best.y };
}
