// Data, summary and table of the trade-off plot.

import { alphaText, percent, shortName, usd } from "../../ui/format.ts";
import { frontier, hull, isKnown } from "../data/frontier.ts";
import type { CurvePoint, Evaluation, Outcome } from "../data/types.ts";
import type { Table } from "./data_table.ts";

export interface ModelPoint extends Outcome {
  readonly row: number;
  readonly id: string;
}

export interface TradeOff {
  /** The models with known accuracy and cost, without removed models. */
  readonly models: readonly ModelPoint[];
  readonly removed: readonly ModelPoint[];
  readonly frontier: readonly ModelPoint[];
  readonly hull: readonly ModelPoint[];
  /** The model with the highest accuracy; ties go to the first. Null without models. */
  readonly best: ModelPoint | null;
  readonly curve: readonly CurvePoint[];
}

/** Returns the trade-off of the models `ids`, in the artifact's order. */
export function tradeOffOf(ids: readonly string[], { singleModels, curve, change }: Evaluation): TradeOff {
  const known = ids.map((id, row) => ({ row, id, ...(singleModels[row] as Outcome) })).filter(isKnown);
  const models = known.filter(({ id }) => !change.removed.includes(id));
  const best = models.reduce<ModelPoint | null>(
    (found, model) => (found === null || model.accuracy > found.accuracy ? model : found),
    null,
  );
  return {
    models,
    removed: known.filter(({ id }) => change.removed.includes(id)),
    frontier: frontier(models),
    hull: hull(models),
    best,
    curve,
  };
}

/**
 * Returns a point's figures compared with the best single model, for example "At α 0.53: 64.0 % at $0.191 per 1,000
 * prompts, 2.1 points above and 61 % cheaper than X, the best single model."
 */
export function summaryOf(point: CurvePoint, best: ModelPoint | null): string {
  const at = `At α ${alphaText(point.alpha)}`;
  if (!isKnown(point)) return `${at}, no model is eligible.`;
  const figures = `${at}: ${percent(point.accuracy)} at ${usd(point.costPer1000)} per 1,000 prompts`;
  if (best === null) return `${figures}.`;
  const comparisons = [accuracyComparison(point, best), costComparison(point, best)].filter((text) => text !== null);
  return `${figures}, ${comparisons.join(" and ")} ${shortName(best.id)}, the best single model.`;
}

function accuracyComparison(point: Outcome, best: Outcome): string {
  const points = 100 * (point.accuracy - best.accuracy);
  if (Math.abs(points) < 0.05) return "as accurate as";
  return `${Math.abs(points).toFixed(1)} points ${points > 0 ? "above" : "below"}`;
}

// Returns null if the best model is free.
function costComparison(point: Outcome, best: Outcome): string | null {
  const share = point.costPer1000 / best.costPer1000 - 1;
  if (!Number.isFinite(share)) return null;
  if (Math.abs(share) < 0.005) return "as expensive as";
  if (share < 0) return `${Math.round(-100 * share)} % cheaper than`;
  return share < 1
    ? `${Math.round(100 * share)} % more expensive than`
    : `${(1 + share).toFixed(1)} times as expensive as`;
}

/** Returns the table of all models, including those with unknown figures, the references and the router. */
export function tradeOffTable(
  ids: readonly string[],
  { models, frontier, curve }: TradeOff,
  { singleModels, oracle, random, change }: Evaluation,
): Table {
  const has = (list: readonly ModelPoint[], id: string): boolean => list.some((model) => model.id === id);
  const statusOf = (id: string): string | null => {
    if (change.removed.includes(id)) return "removed";
    if (!has(models, id)) return null;
    return has(frontier, id) ? "on the frontier" : "dominated";
  };
  const row = (
    method: string,
    alpha: number | null,
    { accuracy, costPer1000 }: Outcome,
    status: string | null = null,
  ) => [method, alpha, accuracy, costPer1000, status];
  return {
    caption: "Accuracy and cost of single models, of references, and of the router at each α",
    columns: [
      { name: "Method", key: "method" },
      { name: "α", key: "alpha", format: (alpha) => alphaText(alpha) },
      { name: "Accuracy", key: "accuracy", format: (share) => percent(share, 2) },
      { name: "Cost per 1,000", key: "cost_per_1000_usd", format: usd },
      { name: "Status", key: "status" },
    ],
    rows: [
      ...ids.map((id, at) => row(id, null, singleModels[at] as Outcome, statusOf(id))),
      row("oracle", null, oracle),
      row("random model", null, random),
      ...curve.map((point) => row("router", point.alpha, point)),
    ],
  };
}
