import { useMemo } from "preact/hooks";
import { modelStyle } from "../../ui/colours.ts";
import { percent, usd } from "../../ui/format.ts";
import { isKnown } from "../data/frontier.ts";
import type { Outcome } from "../data/types.ts";
import { tickPercent, tickUsd, XAxis, YAxis } from "./axes.tsx";
import { CurveHandle } from "./CurveHandle.tsx";
import type { Label, Position } from "./labels.ts";
import { linePath } from "./paths.ts";
import { PlotKey, type KeyEntry } from "./PlotKey.tsx";
import type { ModelPoint } from "./trade_off.ts";
import { layOutTradeOff, type TradeOffLayout, type TradeOffLayoutInput } from "./trade_off_layout.ts";

interface Props extends TradeOffLayoutInput {
  readonly alphaIndex: number;
  readonly onMove: (alpha: number) => void;
}

/** Accuracy over cost. Moving the handle redraws only the handle. */
export function TradeOffPlot({ tradeOff, current, baseline, isLog, width, height, alphaIndex, onMove }: Props) {
  const { layout, drawing } = useMemo(() => {
    const layout = layOutTradeOff({ tradeOff, current, baseline, isLog, width, height });
    return { layout, drawing: draw(layout, isLog, width) };
  }, [tradeOff, current, baseline, isLog, width, height]);
  return (
    <>
      {drawing}
      <CurveHandle
        curve={tradeOff.curve.filter(isKnown)}
        positions={layout.curve}
        alphaIndex={alphaIndex}
        frame={layout.frame}
        taken={layout.taken}
        onMove={onMove}
      />
    </>
  );
}

const kKey: readonly KeyEntry[] = [
  { lineClass: "router-line", text: "router, over α" },
  { lineClass: "frontier-line", text: "single models" },
  { lineClass: "hull-line", text: "mixtures of two models" },
];
const kKeyWithBaseline: readonly KeyEntry[] = [...kKey, { lineClass: "baseline-line", text: "unchanged router" }];

function draw(layout: TradeOffLayout, isLog: boolean, width: number) {
  const { isNarrow, frame, x, y, curve, baseline, frontier, mixtures, models, removed, references, labels } = layout;
  const ticks = x.ticks(isNarrow ? 5 : 9);
  return (
    <g>
      <XAxis
        scale={x}
        ticks={ticks}
        format={tickUsd(ticks)}
        frame={frame}
        title={`cost per 1,000 prompts (USD${isLog ? ", logarithmic" : ""})`}
      />
      <YAxis scale={y} ticks={y.ticks(8)} format={tickPercent} frame={frame} title="accuracy" />
      <PlotKey
        entries={baseline ? kKeyWithBaseline : kKey}
        left={isNarrow ? 0 : 90}
        right={width}
        top={isNarrow ? 16 : 12}
      />
      <path class="hull-line" d={linePath(mixtures)} />
      <path class="frontier-line" d={linePath(frontier)} />
      {baseline && <path class="baseline-line" d={linePath(baseline)} />}
      <path class="router-line" d={linePath(curve)} />
      {curve.map((point, index) => (
        <circle key={index} class="router-dot" cx={point.x} cy={point.y} r={2.5} />
      ))}
      {references.map((reference) => (
        <Reference key={reference.name} {...reference} />
      ))}
      {removed.map((model) => (
        <RemovedModel key={model.id} model={model} />
      ))}
      {models.map((model) => (
        <ModelDot key={model.id} model={model} />
      ))}
      {labels.map((label, index) => (
        <PlotLabel key={index} label={label} />
      ))}
    </g>
  );
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

interface MarkProps {
  readonly model: ModelPoint & Position;
}

function ModelDot({ model }: MarkProps) {
  return (
    <circle class="model-dot" style={modelStyle(model.row)} cx={model.x} cy={model.y} r={5.5}>
      <title>{`${model.id}: ${percent(model.accuracy)} at ${usd(model.costPer1000)}`}</title>
    </circle>
  );
}

function RemovedModel({ model }: MarkProps) {
  return (
    <path
      class="model-removed"
      style={modelStyle(model.row)}
      transform={`translate(${model.x},${model.y})`}
      d="M-4,-4L4,4M-4,4L4,-4"
    >
      <title>{`${model.id}, removed`}</title>
    </path>
  );
}

function Reference({ name, outcome, x, y }: Position & { readonly name: string; readonly outcome: Outcome }) {
  return (
    <path class="reference" transform={`translate(${x},${y})`} d="M0,-6L6,0L0,6L-6,0Z">
      <title>{`${name}: ${percent(outcome.accuracy)} at ${usd(outcome.costPer1000)}`}</title>
    </path>
  );
}
