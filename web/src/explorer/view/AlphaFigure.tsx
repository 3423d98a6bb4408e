import { alphaText, percent, usd } from "../../ui/format.ts";
import { AlphaDragArea, AlphaLine } from "../charts/AlphaPointer.tsx";
import { tickPercent, tickUsd, XAxis, YAxis, type Frame } from "../charts/axes.tsx";
import type { Column, Table } from "../charts/data_table.ts";
import { Figure } from "../charts/Figure.tsx";
import { linePath } from "../charts/paths.ts";
import { PlotKey } from "../charts/PlotKey.tsx";
import { linearScale, type Scale } from "../charts/scale.ts";
import { baseline } from "../data/subject.ts";
import type { CurvePoint, Evaluation } from "../data/types.ts";
import { alphaIndex, setAlpha } from "./alpha.ts";
import "./alpha_figure.css";

const kTicks = [0, 0.25, 0.5, 0.75, 1];
const kTitleHeight = 26; // pixels above a panel

/** Accuracy and cost over α (Figure 2 of the paper), in two panels. */
export function AlphaFigure({ current }: { readonly current: Evaluation }) {
  const point = current.curve[alphaIndex.value] as CurvePoint;
  const unchanged = baseline.value;
  const unchangedPoint = unchanged?.curve[alphaIndex.value];
  return (
    <Figure
      name="alpha"
      title="Accuracy and cost by α"
      label={`Accuracy and cost over α. At α ${alphaText(point.alpha)}: ${percent(point.accuracy)} at ${usd(point.costPer1000)} per 1,000 prompts.`}
      height={() => 440}
      plot={(width, height) => <AlphaPlot current={current} unchanged={unchanged} width={width} height={height} />}
      table={alphaTable(current, unchanged)}
    >
      <dl class="alpha-figures small">
        <dt>Accuracy at α {alphaText(point.alpha)}</dt>
        <dd class="number">
          {percent(point.accuracy)}
          {unchangedPoint && <span class="soft"> was {percent(unchangedPoint.accuracy)}</span>}
        </dd>
        <dt>Cost per 1,000 prompts</dt>
        <dd class="number">
          {usd(point.costPer1000)}
          {unchangedPoint && <span class="soft"> was {usd(unchangedPoint.costPer1000)}</span>}
        </dd>
      </dl>
    </Figure>
  );
}

interface PlotProps {
  readonly current: Evaluation;
  /** The evaluation without what-if changes; null if there are none. */
  readonly unchanged: Evaluation | null;
  readonly width: number;
  readonly height: number;
}

function AlphaPlot({ current, unchanged, width, height }: PlotProps) {
  const middle = Math.round((height - 20) / 2);
  const upper: Frame = { left: 48, right: width - 12, top: kTitleHeight + (unchanged ? 18 : 0), bottom: middle - 22 };
  const lower: Frame = { left: 48, right: width - 12, top: middle + kTitleHeight + 4, bottom: height - 40 };
  const x = linearScale([0, 1], [upper.left, upper.right]);
  const shared = { current, unchanged, x };
  return (
    <>
      {unchanged && (
        <PlotKey
          entries={[
            { lineClass: "router-line", text: "with changes" },
            { lineClass: "baseline-line", text: "unchanged router" },
          ]}
          left={0}
          right={width}
          top={12}
        />
      )}
      <Panel {...shared} frame={upper} value={({ accuracy }) => accuracy} title="accuracy" format={() => tickPercent} />
      <XAxis scale={x} ticks={kTicks} format={String} frame={upper} />
      <Panel
        {...shared}
        frame={lower}
        value={({ costPer1000 }) => costPer1000}
        title="cost per 1,000 prompts (USD)"
        format={tickUsd}
        startsAtZero
      />
      <XAxis scale={x} ticks={kTicks} format={String} frame={lower} title="α" />
      <AlphaDragArea x={x} frame={{ ...lower, top: upper.top }} onMove={setAlpha} />
    </>
  );
}

interface PanelProps extends Pick<PlotProps, "current" | "unchanged"> {
  readonly x: Scale;
  readonly frame: Frame;
  readonly value: (point: CurvePoint) => number;
  readonly title: string;
  readonly format: (ticks: readonly number[]) => (value: number) => string;
  readonly startsAtZero?: boolean;
}

function Panel({ current, unchanged, x, frame, value, title, format, startsAtZero = false }: PanelProps) {
  const values = [...current.curve, ...(unchanged?.curve ?? [])].map(value).filter(Number.isFinite);
  const low = startsAtZero ? 0 : Math.min(...values);
  const high = Math.max(...values);
  const margin = 0.08 * (high - low || 0.1);
  const y = linearScale([startsAtZero ? 0 : low - margin, high + margin], [frame.bottom, frame.top]);
  const lineOf = ({ curve }: Evaluation): string =>
    linePath(curve.map((point) => ({ x: x.at(point.alpha), y: y.at(value(point)) })));
  const point = current.curve[alphaIndex.value] as CurvePoint;
  return (
    <g>
      <YAxis scale={y} ticks={y.ticks(6)} format={format(y.ticks(6))} frame={frame} title={title} />
      <AlphaLine x={x} frame={frame} alpha={point.alpha} />
      {unchanged && <path class="baseline-line" d={lineOf(unchanged)} />}
      <path class="router-line" d={lineOf(current)} />
      {Number.isFinite(value(point)) && (
        <circle class="handle-dot" cx={x.at(point.alpha)} cy={y.at(value(point))} r={5} />
      )}
    </g>
  );
}

function alphaTable(current: Evaluation, unchanged: Evaluation | null): Table {
  const accuracy = (name: string, key: string): Column => ({ name, key, format: (share) => percent(share, 2) });
  const cost = (name: string, key: string): Column => ({ name, key, format: usd });
  return {
    caption: "Accuracy and cost at each α",
    columns: [
      { name: "α", key: "alpha", format: (alpha) => alphaText(alpha) },
      accuracy("Accuracy", "accuracy"),
      cost("Cost per 1,000", "cost_per_1000_usd"),
      ...(unchanged
        ? [accuracy("Unchanged accuracy", "unchanged_accuracy"), cost("Unchanged cost", "unchanged_cost_per_1000_usd")]
        : []),
    ],
    rows: current.curve.map((point, at) => [
      point.alpha,
      point.accuracy,
      point.costPer1000,
      ...(unchanged ? [unchanged.curve[at]?.accuracy ?? null, unchanged.curve[at]?.costPer1000 ?? null] : []),
    ]),
  };
}
