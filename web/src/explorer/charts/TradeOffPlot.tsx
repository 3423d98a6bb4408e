import { useMemo } from "preact/hooks";
import { modelStyle } from "../../ui/colours.ts";
import { percent, usd } from "../../ui/format.ts";
import { tickPercent, tickUsd, XAxis, YAxis, type Frame } from "./axes.tsx";
import { CurveHandle } from "./CurveHandle.tsx";
import { isKnown } from "../data/frontier.ts";
import { boxAround, boxOfText, marksAlong, placeLabels, type Label, type Place, type Wanted } from "./labels.ts";
import { linePath } from "./paths.ts";
import { plotNames } from "./plot_names.ts";
import { PlotKey, type KeyEntry } from "./PlotKey.tsx";
import { textWidth } from "./text_width.ts";
import type { ModelPoint, TradeOff } from "./trade_off.ts";
import { accuracyScale, costScale, mixtures, stairs } from "./trade_off_lines.ts";
import type { Evaluation, Outcome } from "../data/types.ts";

interface Props {
  readonly plane: TradeOff;
  readonly now: Evaluation;
  /** The curve as it is, behind the one that would be. */
  readonly baseline: Evaluation | null;
  readonly isLog: boolean;
  readonly place: number;
  readonly onMove: (place: number) => void;
  readonly width: number;
  readonly height: number;
}

/** All but the handle is drawn once, however far that is dragged. */
export function TradeOffPlot({ plane, now, baseline, isLog, place, onMove, width, height }: Props) {
  const { picture, places, frame, taken } = useMemo(
    () => draw(plane, now, baseline, isLog, width, height),
    [plane, now, baseline, isLog, width, height],
  );
  return (
    <>
      {picture}
      <CurveHandle
        curve={plane.curve.filter(isKnown)}
        places={places}
        place={place}
        frame={frame}
        taken={taken}
        onMove={onMove}
      />
    </>
  );
}

const kNarrow = 560;
const kKey: readonly KeyEntry[] = [
  { look: "router-line", text: "router, over α" },
  { look: "frontier-line", text: "single models" },
  { look: "hull-line", text: "mixtures of two" },
];
const kKeyWithGhost: readonly KeyEntry[] = [...kKey, { look: "baseline-line", text: "router as it is" }];

// How much a name may cover: no mark, rather not the router's curve, a thin line if need be.
const kOnMark = 200;
const kOnCurve = 16;
const kOnLine = 6;

function draw(
  plane: TradeOff,
  now: Evaluation,
  baseline: Evaluation | null,
  isLog: boolean,
  width: number,
  height: number,
) {
  const isNarrow = width < kNarrow;
  const frame: Frame = { left: 44, right: width - 10, top: isNarrow ? 58 : 42, bottom: height - 44 };
  const all: readonly Outcome[] = [
    ...plane.models,
    ...plane.removed,
    ...plane.curve,
    ...(baseline?.curve ?? []),
    now.oracle,
    now.random,
  ];
  const x = costScale(all, isLog, frame);
  const y = accuracyScale(all, frame);
  const at = ({ costPer1000, accuracy }: Outcome): Place => ({ x: x.at(costPer1000), y: y.at(accuracy) });
  const places = plane.curve.filter(isKnown).map(at);
  const singles = stairs(plane.frontier.map(at), frame);
  const mixed = mixtures(plane.hull, x, y, frame);
  const references = [
    { name: "oracle", outcome: now.oracle },
    { name: "random", outcome: now.random },
  ].filter(({ outcome }) => isKnown(outcome));
  const names = plotNames(
    plane.models.map(({ id }) => id),
    isNarrow ? 22 : 34,
    isNarrow,
  );
  const wanted: readonly Wanted[] = [
    ...plane.models.map((model, index) => ({ ...at(model), text: names[index] as string, radius: 5 })),
    ...references.map(({ name, outcome }) => ({ ...at(outcome), text: name, radius: 6 })),
  ];
  const marks = [
    ...[...wanted, ...plane.removed.map(at)].map((mark) => ({ ...mark, weight: kOnMark })),
    ...marksAlong(places, kOnCurve),
    ...marksAlong(singles, kOnLine),
    ...marksAlong(mixed, kOnLine),
  ];
  const labels = placeLabels(
    wanted,
    marks,
    { left: frame.left + 2, right: width - 2, top: frame.top, bottom: frame.bottom - 4 },
    textWidth,
  );
  const ticks = x.ticks(isNarrow ? 5 : 9);
  const picture = (
    <g>
      <XAxis
        scale={x}
        ticks={ticks}
        format={tickUsd(ticks)}
        frame={frame}
        title={`cost of 1,000 prompts, USD${isLog ? ", logarithmic" : ""}`}
      />
      <YAxis scale={y} ticks={y.ticks(8)} format={tickPercent} frame={frame} title="accuracy" />
      <PlotKey entries={baseline ? kKeyWithGhost : kKey} left={isNarrow ? 0 : 90} right={width} top={isNarrow ? 16 : 12} />
      <path class="hull-line" d={linePath(mixed)} />
      <path class="frontier-line" d={linePath(singles)} />
      {baseline && <path class="baseline-line" d={linePath(baseline.curve.filter(isKnown).map(at))} />}
      <path class="router-line" d={linePath(places)} />
      {places.map((point, index) => (
        <circle key={index} class="router-dot" cx={point.x} cy={point.y} r={2.5} />
      ))}
      {references.map(({ name, outcome }) => (
        <Reference key={name} name={name} outcome={outcome} {...at(outcome)} />
      ))}
      {plane.removed.map((model) => (
        <RemovedModel key={model.id} model={model} {...at(model)} />
      ))}
      {plane.models.map((model) => (
        <ModelDot key={model.id} model={model} {...at(model)} />
      ))}
      {labels.map((label, index) => (
        <PlotLabel key={index} label={label} />
      ))}
    </g>
  );
  const taken = [
    ...wanted.map(({ x, y }) => boxAround({ x, y }, 8)),
    ...labels.map(({ text, x, y }) => boxOfText({ x, y }, textWidth(text))),
  ];
  return { picture, places, frame, taken };
}

function PlotLabel({ label: { text, x, y, leader } }: { readonly label: Label }) {
  return (
    <g>
      {leader && <line class="leader" x1={leader[0].x} y1={leader[0].y} x2={leader[1].x} y2={leader[1].y} />}
      <text class="plot-label" x={x} y={y}>
        {text}
      </text>
    </g>
  );
}

interface MarkProps extends Place {
  readonly model: ModelPoint;
}

function ModelDot({ model, x, y }: MarkProps) {
  return (
    <circle class="model-dot" style={modelStyle(model.row)} cx={x} cy={y} r={5.5}>
      <title>{`${model.id}: ${percent(model.accuracy)} at ${usd(model.costPer1000)}`}</title>
    </circle>
  );
}

function RemovedModel({ model, x, y }: MarkProps) {
  return (
    <path
      class="model-removed"
      style={modelStyle(model.row)}
      transform={`translate(${x},${y})`}
      d="M-4,-4L4,4M-4,4L4,-4"
    >
      <title>{`${model.id}, removed`}</title>
    </path>
  );
}

function Reference({ name, outcome, x, y }: Place & { readonly name: string; readonly outcome: Outcome }) {
  return (
    <path class="reference" transform={`translate(${x},${y})`} d="M0,-6L6,0L0,6L-6,0Z">
      <title>{`${name}: ${percent(outcome.accuracy)} at ${usd(outcome.costPer1000)}`}</title>
    </path>
  );
}
