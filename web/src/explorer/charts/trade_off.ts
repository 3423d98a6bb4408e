// What the trade-off plot draws, in the data's own units; and its sentence and table.

import { dial, percent, shortName, usd } from "../../ui/format.ts";
import type { Table } from "./data_table.ts";
import { frontier, hull, isKnown } from "../data/frontier.ts";
import type { Evaluation, Outcome, Point } from "../data/types.ts";

export interface ModelPoint extends Outcome {
  readonly row: number;
  readonly id: string;
}

export interface TradeOff {
  /** Models that may answer and of which both is known. */
  readonly models: readonly ModelPoint[];
  /** Models that were taken out. */
  readonly removed: readonly ModelPoint[];
  readonly frontier: readonly ModelPoint[];
  readonly hull: readonly ModelPoint[];
  /** The highest accuracy, the first of equals; null if none is known. */
  readonly best: ModelPoint | null;
  readonly curve: readonly Point[];
}

export function tradeOff(ids: readonly string[], { singles, curve, change }: Evaluation): TradeOff {
  const known = ids.map((id, row) => ({ row, id, ...(singles[row] as Outcome) })).filter(isKnown);
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

/** "At α 0.53: 64.0 % at $0.191 per 1,000 prompts, 2.1 points above and 61 % cheaper than X, the best single model." */
export function sentence(point: Point, best: ModelPoint | null): string {
  if (!isKnown(point)) return `At α ${dial(point.alpha)} no model is eligible.`;
  const figures = `At α ${dial(point.alpha)}: ${percent(point.accuracy)} at ${usd(point.costPer1000)} per 1,000 prompts`;
  if (best === null) return `${figures}.`;
  return `${figures}, ${accuracyAgainst(point, best)} and ${costAgainst(point, best)} ${shortName(best.id)}, the best single model.`;
}

function accuracyAgainst(point: Outcome, best: Outcome): string {
  const points = 100 * (point.accuracy - best.accuracy);
  if (Math.abs(points) < 0.05) return "as accurate as";
  return `${Math.abs(points).toFixed(1)} points ${points > 0 ? "above" : "below"}`;
}

function costAgainst(point: Outcome, best: Outcome): string {
  const share = point.costPer1000 / best.costPer1000 - 1;
  if (!Number.isFinite(share)) return "beside";
  if (Math.abs(share) < 0.005) return "as dear as";
  if (share < 0) return `${Math.round(-100 * share)} % cheaper than`;
  return share < 1 ? `${Math.round(100 * share)} % dearer than` : `${(1 + share).toFixed(1)} times as dear as`;
}

/** `ids` of all models, also of those of which something is unknown. */
export function tradeOffTable(
  ids: readonly string[],
  plane: TradeOff,
  { singles, oracle, random, change }: Evaluation,
): Table {
  const has = (models: readonly ModelPoint[], id: string): boolean => models.some((model) => model.id === id);
  const standing = (id: string): string | null => {
    if (change.removed.includes(id)) return "removed";
    if (!has(plane.models, id)) return null;
    return has(plane.frontier, id) ? "on it" : "beaten";
  };
  const row = (what: string, alpha: number | null, { accuracy, costPer1000 }: Outcome, place: string | null = null) => [
    what,
    alpha,
    accuracy,
    costPer1000,
    place,
  ];
  return {
    caption: "Single models, references and the router at every place of the dial",
    columns: [
      { name: "What", key: "what" },
      { name: "α", key: "alpha", format: (alpha) => dial(alpha) },
      { name: "Accuracy", key: "accuracy", format: (share) => percent(share, 2) },
      { name: "Cost of 1,000", key: "cost_per_1000_usd", format: usd },
      { name: "Frontier", key: "frontier" },
    ],
    rows: [
      ...ids.map((id, at) => row(id, null, singles[at] as Outcome, standing(id))),
      row("oracle", null, oracle),
      row("a model at random", null, random),
      ...plane.curve.map((point) => row("router", point.alpha, point)),
    ],
  };
}
