// Positions of everything in the trade-off plot except the handle.

import { isKnown } from "../data/frontier.ts";
import type { Evaluation, Outcome } from "../data/types.ts";
import type { Frame } from "./axes.tsx";
import {
  boxAround,
  boxOfText,
  marksAlong,
  placeLabels,
  type Box,
  type Label,
  type LabelRequest,
  type Position,
} from "./labels.ts";
import { plotNames } from "./plot_names.ts";
import type { Scale } from "./scale.ts";
import { textWidth } from "./text_width.ts";
import type { ModelPoint, TradeOff } from "./trade_off.ts";
import { accuracyScale, costScale, mixtureLine, stepLine } from "./trade_off_lines.ts";

const kNarrow = 560; // pixels

// Costs of a label that covers the drawing: never cover a mark, avoid the router's curve, cover a thin line if needed.
const kMarkWeight = 200;
const kCurveWeight = 16;
const kLineWeight = 6;

export interface TradeOffLayoutInput {
  readonly tradeOff: TradeOff;
  readonly current: Evaluation;
  /** The evaluation without what-if changes, or null. */
  readonly baseline: Evaluation | null;
  readonly isLog: boolean;
  readonly width: number;
  readonly height: number;
}

interface Reference extends Position {
  readonly name: string;
  readonly outcome: Outcome;
}

export interface TradeOffLayout {
  readonly isNarrow: boolean;
  readonly frame: Frame;
  readonly x: Scale;
  readonly y: Scale;
  /** The router's points with known figures. */
  readonly curve: readonly Position[];
  readonly baseline: readonly Position[] | null;
  readonly frontier: readonly Position[];
  readonly mixtures: readonly Position[];
  readonly models: readonly (ModelPoint & Position)[];
  readonly removed: readonly (ModelPoint & Position)[];
  readonly references: readonly Reference[];
  readonly labels: readonly Label[];
  /** The boxes of models, references and labels. */
  readonly taken: readonly Box[];
}

export function layOutTradeOff({
  tradeOff,
  current,
  baseline,
  isLog,
  width,
  height,
}: TradeOffLayoutInput): TradeOffLayout {
  const isNarrow = width < kNarrow;
  const frame: Frame = { left: 44, right: width - 10, top: isNarrow ? 58 : 42, bottom: height - 44 };
  const outcomes: readonly Outcome[] = [
    ...tradeOff.models,
    ...tradeOff.removed,
    ...tradeOff.curve,
    ...(baseline?.curve ?? []),
    current.oracle,
    current.random,
  ];
  const x = costScale(outcomes, isLog, frame);
  const y = accuracyScale(outcomes, frame);
  const at = ({ costPer1000, accuracy }: Outcome): Position => ({ x: x.at(costPer1000), y: y.at(accuracy) });
  const curve = tradeOff.curve.filter(isKnown).map(at);
  const frontier = stepLine(tradeOff.frontier.map(at), frame);
  const mixtures = mixtureLine(tradeOff.hull, x, y, frame);
  const models = tradeOff.models.map((model) => ({ ...model, ...at(model) }));
  const removed = tradeOff.removed.map((model) => ({ ...model, ...at(model) }));
  const references = [
    { name: "oracle", outcome: current.oracle },
    { name: "random", outcome: current.random },
  ]
    .filter(({ outcome }) => isKnown(outcome))
    .map((reference) => ({ ...reference, ...at(reference.outcome) }));
  const names = plotNames(
    models.map(({ id }) => id),
    isNarrow ? 22 : 34,
    isNarrow,
  );
  const requests: readonly LabelRequest[] = [
    ...models.map(({ x, y }, index) => ({ x, y, text: names[index] as string, radius: 5 })),
    ...references.map(({ name, x, y }) => ({ x, y, text: name, radius: 6 })),
  ];
  const marks = [
    ...[...requests, ...removed].map(({ x, y }) => ({ x, y, weight: kMarkWeight })),
    ...marksAlong(curve, kCurveWeight),
    ...marksAlong(frontier, kLineWeight),
    ...marksAlong(mixtures, kLineWeight),
  ];
  const bounds = { left: frame.left + 2, right: width - 2, top: frame.top, bottom: frame.bottom - 4 };
  const labels = placeLabels(requests, marks, bounds, textWidth);
  const taken = [
    ...requests.map((request) => boxAround(request, 8)),
    ...labels.map((label) => boxOfText(label, textWidth(label.text))),
  ];
  return {
    isNarrow,
    frame,
    x,
    y,
    curve,
    baseline: baseline && baseline.curve.filter(isKnown).map(at),
    frontier,
    mixtures,
    models,
    removed,
    references,
    labels,
    taken,
  };
}
