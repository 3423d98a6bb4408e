// What single models offer without a router: those that none beats, and what mixing them evenly along a line gives.

import type { Outcome } from "./types.ts";

export const isKnown = ({ accuracy, costPer1000 }: Outcome): boolean =>
  Number.isFinite(accuracy) && Number.isFinite(costPer1000);

// Cheapest first; of equal costs the best accuracy alone counts, and comes first.
const byCost = (a: Outcome, b: Outcome): number => a.costPer1000 - b.costPer1000 || b.accuracy - a.accuracy;

/** Those that no other is at least as good as in both and better than in one, cheapest first. */
export function frontier<T extends Outcome>(outcomes: readonly T[]): readonly T[] {
  const out: T[] = [];
  for (const outcome of outcomes.filter(isKnown).sort(byCost)) {
    const last = out.at(-1);
    if (last === undefined || outcome.accuracy > last.accuracy) out.push(outcome);
  }
  return out;
}

/** The corners of the upper hull of the frontier: between two of them lies what a mixture of both comes to. */
export function hull<T extends Outcome>(outcomes: readonly T[]): readonly T[] {
  const out: T[] = [];
  for (const point of frontier(outcomes)) {
    while (out.length >= 2 && isBelow(out.at(-2) as T, out.at(-1) as T, point)) out.pop();
    out.push(point);
  }
  return out;
}

// Whether `middle` lies on or under the line from `left` to `right`.
function isBelow(left: Outcome, middle: Outcome, right: Outcome): boolean {
  return (
    (middle.accuracy - left.accuracy) * (right.costPer1000 - left.costPer1000) <=
    (right.accuracy - left.accuracy) * (middle.costPer1000 - left.costPer1000)
  );
}
