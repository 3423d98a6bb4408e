// Scales and lines of the trade-off plot.

import { isKnown } from "../data/frontier.ts";
import type { Outcome } from "../data/types.ts";
import type { Frame } from "./axes.tsx";
import type { Position } from "./labels.ts";
import { linearScale, logScale, type Scale } from "./scale.ts";

/** Returns a cost axis that contains every known outcome; without zero costs if it is logarithmic. */
export function costScale(outcomes: readonly Outcome[], isLog: boolean, { left, right }: Frame): Scale {
  const costs = outcomes
    .filter(isKnown)
    .map(({ costPer1000 }) => costPer1000)
    .filter((cost) => !isLog || cost > 0);
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  return isLog ? logScale([low / 1.25, high * 1.25], [left, right]) : linearScale([0, high * 1.06], [left, right]);
}

/** Returns an accuracy axis that contains every known outcome. */
export function accuracyScale(outcomes: readonly Outcome[], { top, bottom }: Frame): Scale {
  const shares = outcomes.filter(isKnown).map(({ accuracy }) => accuracy);
  const low = Math.min(...shares);
  const high = Math.max(...shares);
  const margin = Math.max(0.02, 0.06 * (high - low));
  return linearScale([Math.max(0, low - margin), Math.min(1, high + margin)], [bottom, top]);
}

/** Returns the step line of the highest accuracy available at each cost. `corners` are in order of cost. */
export function stepLine(corners: readonly Position[], { right }: Frame): readonly Position[] {
  const out: Position[] = [];
  for (const corner of corners) {
    const last = out.at(-1);
    if (last) out.push({ x: corner.x, y: last.y });
    out.push(corner);
  }
  return extendTo(right, out);
}

const kSteps = 24; // segments per straight line, which a logarithmic axis bends

/** Returns the line of the expected outcomes of mixing neighbouring corners. */
export function mixtureLine(corners: readonly Outcome[], x: Scale, y: Scale, { right }: Frame): readonly Position[] {
  const out = corners.flatMap((to, at) => {
    const from = corners[at - 1] ?? to;
    return Array.from({ length: kSteps }, (_, step): Position => {
      const share = (step + 1) / kSteps;
      return {
        x: x.at(from.costPer1000 + share * (to.costPer1000 - from.costPer1000)),
        y: y.at(from.accuracy + share * (to.accuracy - from.accuracy)),
      };
    });
  });
  return extendTo(right, out);
}

// Extends a line horizontally to the right edge: a higher cost gives no higher accuracy.
function extendTo(right: number, line: readonly Position[]): readonly Position[] {
  const last = line.at(-1);
  return last ? [...line, { x: right, y: last.y }] : line;
}
