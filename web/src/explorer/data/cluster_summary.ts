// The best and the cheapest good model of each cluster, by the rule of native/evaluate/cluster_summary.cpp.

import type { Change, ClusterProfile } from "./types.ts";

const kGoodMargin = 0.05; // accuracy below the best that still counts as good

export interface ClusterSummary {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  /** Row of the model; null if no model has a known accuracy. */
  readonly best: number | null;
  readonly bestAccuracy: number;
  /** Row of the model; null if no good model has a known cost. */
  readonly cheapestGood: number | null;
  /** USD per query. */
  readonly cheapestGoodCost: number;
}

/** Summarises the clusters under a what-if change. `models` are ids in the artifact's order. */
export function summarise(
  clusters: readonly ClusterProfile[],
  models: readonly string[],
  { factors, removed }: Change,
): readonly ClusterSummary[] {
  const kept = models.flatMap((id, row) => (removed.includes(id) ? [] : [{ row, factor: factors[id] ?? 1 }]));
  return clusters.map(({ id, label, size, accuracy, costUsd }) => {
    let best: number | null = null;
    let bestAccuracy = NaN;
    for (const { row } of kept) {
      const value = accuracy[row] as number;
      if (Number.isNaN(value) || value <= bestAccuracy) continue;
      best = row;
      bestAccuracy = value;
    }
    let cheapestGood: number | null = null;
    let cheapestGoodCost = NaN;
    for (const { row, factor } of kept) {
      const cost = (costUsd[row] as number) * factor;
      const isGood = (accuracy[row] as number) >= bestAccuracy - kGoodMargin;
      if (!isGood || Number.isNaN(cost) || cost >= cheapestGoodCost) continue;
      cheapestGood = row;
      cheapestGoodCost = cost;
    }
    return { id, label, size, best, bestAccuracy, cheapestGood, cheapestGoodCost };
  });
}
