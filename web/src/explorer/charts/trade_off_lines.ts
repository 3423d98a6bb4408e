// The lines of the trade-off plot, in pixels.

import type { Frame } from "./axes.tsx";
import { isKnown } from "../data/frontier.ts";
import type { Place } from "./labels.ts";
import { linearScale, logScale, type Scale } from "./scale.ts";
import type { Outcome } from "../data/types.ts";

export function costScale(all: readonly Outcome[], isLog: boolean, { left, right }: Frame): Scale {
  const costs = all
    .filter(isKnown)
    .map(({ costPer1000 }) => costPer1000)
    .filter((cost) => !isLog || cost > 0);
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  return isLog ? logScale([low / 1.25, high * 1.25], [left, right]) : linearScale([0, high * 1.06], [left, right]);
}

export function accuracyScale(all: readonly Outcome[], { top, bottom }: Frame): Scale {
  const shares = all.filter(isKnown).map(({ accuracy }) => accuracy);
  const low = Math.min(...shares);
  const high = Math.max(...shares);
  const room = Math.max(0.02, 0.06 * (high - low));
  return linearScale([Math.max(0, low - room), Math.min(1, high + room)], [bottom, top]);
}

/** What can be had without a router: for a cost the best model that it pays. */
export function stairs(corners: readonly Place[], { right }: Frame): readonly Place[] {
  const out: Place[] = [];
  for (const corner of corners) {
    const last = out.at(-1);
    if (last) out.push({ x: corner.x, y: last.y });
    out.push(corner);
  }
  return level(out, right);
}

const kSteps = 24; // of a straight line between two models, which a logarithmic axis bends

/** What mixtures of two neighbouring corners come to. */
export function mixtures(corners: readonly Outcome[], x: Scale, y: Scale, { right }: Frame): readonly Place[] {
  const out = corners.flatMap((to, at) => {
    const from = corners[at - 1] ?? to;
    return Array.from({ length: kSteps }, (_, step): Place => {
      const share = (step + 1) / kSteps;
      return {
        x: x.at(from.costPer1000 + share * (to.costPer1000 - from.costPer1000)),
        y: y.at(from.accuracy + share * (to.accuracy - from.accuracy)),
      };
    });
  });
  return level(out, right);
}

// More money buys nothing better.
function level(line: readonly Place[], right: number): readonly Place[] {
  const last = line.at(-1);
  return last ? [...line, { x: right, y: last.y }] : line;
}
