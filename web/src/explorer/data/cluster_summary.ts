// Which model each cluster favours, and which will nearly do: the rule of native/evaluate/cluster_summary.cpp.

import type { Change, ClusterProfile } from "./types.ts";

const kNearlyAsGood = 0.05; // points of accuracy

export interface ClusterSummary {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  /** Row of the model; null if nobody answered. */
  readonly best: number | null;
  readonly bestAccuracy: number;
  readonly cheapestGood: number | null;
  /** USD a query. */
  readonly cheapestGoodCost: number;
}

/** `models` are the ids in the artifact's order. Prices and models are those of the change. */
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
      const isGood = (accuracy[row] as number) >= bestAccuracy - kNearlyAsGood;
      if (!isGood || Number.isNaN(cost) || cost >= cheapestGoodCost) continue;
      cheapestGood = row;
      cheapestGoodCost = cost;
    }
    return { id, label, size, best, bestAccuracy, cheapestGood, cheapestGoodCost };
  });
}
