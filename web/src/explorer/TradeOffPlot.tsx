import { modelStyle } from "../ui/colours.js";
import { percent, shortName, usd } from "../ui/format.js";
import { tickPercent, tickUsd, XAxis, YAxis, type Frame } from "./axes.js";
import { CurveHandle } from "./CurveHandle.js";
import { isKnown } from "./frontier.js";
import { placeLabels, type Place, type Wanted } from "./labels.js";
import { linePath } from "./paths.js";
import { PlotKey, type KeyEntry } from "./PlotKey.js";
import { linearScale, logScale, type Scale } from "./scale.js";
import { textWidth } from "./text_width.js";
import type { ModelPoint, TradeOff } from "./trade_off.js";
import type { Evaluation, Outcome } from "./types.js";

interface Props {
  readonly plane: TradeOff;
  readonly now: Evaluation;
  /** The curve as it is, behind the one that would be. */
  readonly ghost: Evaluation | null;
  readonly isLog: boolean;
  readonly place: number;
  readonly onMove: (place: number) => void;
  readonly width: number;
  readonly height: number;
}

export function TradeOffPlot({ plane, now, ghost, isLog, place, onMove, width, height }: Props) {
  const isNarrow = width < 560;
  const frame: Frame = { left: 44, right: width - 10, top: isNarrow ? 58 : 42, bottom: height - 44 };
  const all: readonly Outcome[] = [...plane.models, ...plane.removed, ...plane.curve, ...(ghost?.curve ?? []), now.oracle, now.random].filter(isKnown);
  const x = costScale(all, isLog, frame);
  const y = accuracyScale(all, frame);
  const at = ({ costPer1000, accuracy }: Outcome): Place => ({ x: x.at(costPer1000), y: y.at(accuracy) });
  const curve = plane.curve.filter(isKnown);
  const places = curve.map(at);
  const references = [{ name: "oracle", outcome: now.oracle }, { name: "random", outcome: now.random }].filter(({ outcome }) => isKnown(outcome));
  const wanted: readonly Wanted[] = [
    ...plane.models.map((model) => ({ ...at(model), text: clipped(shortName(model.id), isNarrow ? 20 : 34), radius: 5 })),
    ...references.map(({ name, outcome }) => ({ ...at(outcome), text: name, radius: 6 })),
  ];
  const marks = [...wanted, ...places, ...between(places), ...plane.removed.map(at)];
  const labels = placeLabels(wanted, marks, { left: frame.left + 2, right: width - 2, top: frame.top, bottom: frame.bottom - 4 }, textWidth);
  const xTicks = x.ticks(isNarrow ? 5 : 9);
  return (
    <>
      <XAxis scale={x} ticks={xTicks} format={tickUsd(xTicks)} frame={frame} title={`cost of 1,000 prompts, USD${isLog ? ", logarithmic" : ""}`} />
      <YAxis scale={y} ticks={y.ticks(7)} format={tickPercent} frame={frame} title="accuracy" />
      <PlotKey entries={ghost ? kKeyWithGhost : kKey} left={isNarrow ? 0 : 90} right={width} top={isNarrow ? 16 : 12} />
      <path class="hull-line" d={linePath(mixture(plane.hull, x, y, frame))} />
      <path class="frontier-line" d={linePath(stairs(plane.frontier.map(at), frame))} />
      {ghost && <path class="ghost-line" d={linePath(ghost.curve.filter(isKnown).map(at))} />}
      <path class="router-line" d={linePath(places)} />
      {places.map((point, index) => <circle key={index} class="router-dot" cx={point.x} cy={point.y} r={2.5} />)}
      {references.map(({ name, outcome }) => <Reference key={name} name={name} outcome={outcome} {...at(outcome)} />)}
      {plane.removed.map((model) => <RemovedModel key={model.id} model={model} {...at(model)} />)}
      {plane.models.map((model) => <ModelDot key={model.id} model={model} {...at(model)} />)}
      {labels.map(({ text, x: left, y: base, leader }) => (
        <g key={`${text} ${left}`}>
          {leader && <line class="leader" x1={leader[0].x} y1={leader[0].y} x2={leader[1].x} y2={leader[1].y} />}
          <text class="plot-label" x={left} y={base}>{text}</text>
        </g>
      ))}
      <CurveHandle curve={curve} places={places} place={place} frame={frame} onMove={onMove} />
    </>
  );
}

const kKey: readonly KeyEntry[] = [
  { look: "router-line", text: "router, over α" },
  { look: "frontier-line", text: "single models" },
  { look: "hull-line", text: "mixtures of two" },
];
const kKeyWithGhost: readonly KeyEntry[] = [...kKey, { look: "ghost-line", text: "router as it is" }];

function costScale(all: readonly Outcome[], isLog: boolean, { left, right }: Frame): Scale {
  const costs = all.map(({ costPer1000 }) => costPer1000).filter((cost) => !isLog || cost > 0);
  const low = Math.min(...costs);
  const high = Math.max(...costs);
  return isLog ? logScale([low / 1.25, high * 1.25], [left, right]) : linearScale([0, high * 1.06], [left, right]);
}

function accuracyScale(all: readonly Outcome[], { top, bottom }: Frame): Scale {
  const shares = all.map(({ accuracy }) => accuracy);
  const low = Math.min(...shares);
  const high = Math.max(...shares);
  const room = Math.max(0.02, 0.06 * (high - low));
  return linearScale([Math.max(0, low - room), Math.min(1, high + room)], [bottom, top]);
}

/** What can be had without a router: along the cost as good as the best model that it pays. */
function stairs(corners: readonly Place[], { right }: Frame): Place[] {
  const out: Place[] = [];
  for (const corner of corners) {
    const last = out.at(-1);
    if (last) out.push({ x: corner.x, y: last.y });
    out.push(corner);
  }
  const last = out.at(-1);
  if (last) out.push({ x: right, y: last.y });
  return out;
}

const kSteps = 24; // of a straight line between two models, which a logarithmic axis bends

function mixture(corners: readonly Outcome[], x: Scale, y: Scale, { right }: Frame): Place[] {
  const out: Place[] = [];
  corners.forEach((to, at) => {
    const from = corners[at - 1] ?? to;
    for (let step = 1; step <= kSteps; ++step) {
      const share = step / kSteps;
      out.push({ x: x.at(from.costPer1000 + share * (to.costPer1000 - from.costPer1000)), y: y.at(from.accuracy + share * (to.accuracy - from.accuracy)) });
    }
  });
  const last = out.at(-1);
  if (last) out.push({ x: right, y: last.y });
  return out;
}

// Places along the curve where it has no point of its own, for labels to keep clear of.
function between(places: readonly Place[]): Place[] {
  return places.flatMap((to, at) => {
    const from = places[at - 1] ?? to;
    const steps = Math.floor(Math.hypot(to.x - from.x, to.y - from.y) / 12);
    return Array.from({ length: steps }, (_, step) => ({ x: from.x + ((step + 1) / (steps + 1)) * (to.x - from.x), y: from.y + ((step + 1) / (steps + 1)) * (to.y - from.y) }));
  });
}

const clipped = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

interface MarkProps extends Place {
  readonly model: ModelPoint;
}

function ModelDot({ model, x, y }: MarkProps) {
  return <circle class="model-dot" style={modelStyle(model.row)} cx={x} cy={y} r={5.5}><title>{`${model.id}: ${percent(model.accuracy)} at ${usd(model.costPer1000)}`}</title></circle>;
}

function RemovedModel({ model, x, y }: MarkProps) {
  return <path class="model-removed" style={modelStyle(model.row)} transform={`translate(${x},${y})`} d="M-4,-4L4,4M-4,4L4,-4"><title>{`${model.id}, removed`}</title></path>;
}

function Reference({ name, outcome, x, y }: Place & { readonly name: string; readonly outcome: Outcome }) {
  return <path class="reference" transform={`translate(${x},${y})`} d="M0,-6L6,0L0,6L-6,0Z"><title>{`${name}: ${percent(outcome.accuracy)} at ${usd(outcome.costPer1000)}`}</title></path>;
}
