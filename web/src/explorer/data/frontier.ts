// The best trade-offs available without a router: undominated single models, and mixtures of two models.

import type { Outcome } from "./types.ts";

export const isKnown = ({ accuracy, costPer1000 }: Outcome): boolean =>
  Number.isFinite(accuracy) && Number.isFinite(costPer1000);

// Cheapest first; ties go to the higher accuracy.
const byCost = (a: Outcome, b: Outcome): number => a.costPer1000 - b.costPer1000 || b.accuracy - a.accuracy;

/** Returns the outcomes on the Pareto frontier, cheapest first, without duplicates. */
export function frontier<T extends Outcome>(outcomes: readonly T[]): readonly T[] {
  const out: T[] = [];
  for (const outcome of outcomes.filter(isKnown).sort(byCost)) {
    const last = out.at(-1);
    if (last === undefined || outcome.accuracy > last.accuracy) out.push(outcome);
  }
  return out;
}

/**
 * Returns the corners of the upper convex hull of the frontier, cheapest first. A random mixture of two neighbouring
 * corners has an expected outcome on the line between them.
 */
export function hull<T extends Outcome>(outcomes: readonly T[]): readonly T[] {
  const out: T[] = [];
  for (const point of frontier(outcomes)) {
    while (out.length >= 2 && isBelow(out.at(-2) as T, out.at(-1) as T, point)) out.pop();
    out.push(point);
  }
  return out;
}

// True if `middle` is on or below the line from `left` to `right`.
function isBelow(left: Outcome, middle: Outcome, right: Outcome): boolean {
  return (
    (middle.accuracy - left.accuracy) * (right.costPer1000 - left.costPer1000) <=
    (right.accuracy - left.accuracy) * (middle.costPer1000 - left.costPer1000)
  );
}
