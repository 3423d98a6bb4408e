import { dial, percent, usd } from "../../ui/format.ts";
import { tickPercent, tickUsd, XAxis, YAxis, type Frame } from "../charts/axes.tsx";
import type { Table } from "../charts/data_table.ts";
import { moveTo, place } from "./dial.ts";
import { DialLine, DialRoom } from "../charts/DialPointer.tsx";
import { Figure } from "../charts/Figure.tsx";
import { linePath } from "../charts/paths.ts";
import { PlotKey } from "../charts/PlotKey.tsx";
import { linearScale, type Scale } from "../charts/scale.ts";
import { baseline } from "../data/subject.ts";
import type { Evaluation, Point } from "../data/types.ts";
import "./dial_figure.css";

const kTicks = [0, 0.25, 0.5, 0.75, 1];
const kHead = 26; // room above a panel for its title

/** The paper's Figure 2: accuracy and cost over α, one above the other. */
export function DialFigure({ now }: { readonly now: Evaluation }) {
  const point = now.curve[place.value] as Point;
  const before = baseline.value;
  const then = before?.curve[place.value];
  return (
    <Figure
      name="dial"
      title="Along the dial"
      label={`Accuracy and cost over α. At α ${dial(point.alpha)}: ${percent(point.accuracy)} at ${usd(point.costPer1000)} for 1,000 prompts.`}
      height={() => 440}
      plot={(width, height) => <DialPlot now={now} before={before} width={width} height={height} />}
      table={dialTable(now, before)}
    >
      <dl class="dial-figures small">
        <dt>Accuracy at α {dial(point.alpha)}</dt>
        <dd class="number">
          {percent(point.accuracy)}
          {then && <span class="soft"> was {percent(then.accuracy)}</span>}
        </dd>
        <dt>Cost of 1,000 prompts</dt>
        <dd class="number">
          {usd(point.costPer1000)}
          {then && <span class="soft"> was {usd(then.costPer1000)}</span>}
        </dd>
      </dl>
    </Figure>
  );
}

interface PlotProps {
  readonly now: Evaluation;
  readonly before: Evaluation | null;
  readonly width: number;
  readonly height: number;
}

function DialPlot({ now, before, width, height }: PlotProps) {
  const middle = Math.round((height - 20) / 2);
  const upper: Frame = { left: 48, right: width - 12, top: kHead + (before ? 18 : 0), bottom: middle - 22 };
  const lower: Frame = { left: 48, right: width - 12, top: middle + kHead + 4, bottom: height - 40 };
  const x = linearScale([0, 1], [upper.left, upper.right]);
  return (
    <>
      {before && (
        <PlotKey
          entries={[
            { look: "router-line", text: "as it would be" },
            { look: "baseline-line", text: "as it is" },
          ]}
          left={0}
          right={width}
          top={12}
        />
      )}
      <Panel
        now={now}
        before={before}
        x={x}
        frame={upper}
        value={(at) => at.accuracy}
        title="accuracy"
        format={() => tickPercent}
      />
      <XAxis scale={x} ticks={kTicks} format={String} frame={upper} />
      <Panel
        now={now}
        before={before}
        x={x}
        frame={lower}
        value={(at) => at.costPer1000}
        title="cost of 1,000 prompts, USD"
        format={tickUsd}
        startsAtZero
      />
      <XAxis scale={x} ticks={kTicks} format={String} frame={lower} title="α" />
      <DialRoom x={x} frame={{ ...lower, top: upper.top }} onMove={moveTo} />
    </>
  );
}

interface PanelProps {
  readonly now: Evaluation;
  readonly before: Evaluation | null;
  readonly x: Scale;
  readonly frame: Frame;
  readonly value: (point: Point) => number;
  readonly title: string;
  readonly format: (ticks: readonly number[]) => (value: number) => string;
  readonly startsAtZero?: boolean;
}

function Panel({ now, before, x, frame, value, title, format, startsAtZero = false }: PanelProps) {
  const values = [...now.curve, ...(before?.curve ?? [])].map(value).filter(Number.isFinite);
  const low = startsAtZero ? 0 : Math.min(...values);
  const high = Math.max(...values);
  const room = startsAtZero ? 0 : 0.08 * (high - low || 0.1);
  const y = linearScale([low - room, high + 0.08 * (high - low || 0.1)], [frame.bottom, frame.top]);
  const draw = ({ curve }: Evaluation): string =>
    linePath(curve.map((point) => ({ x: x.at(point.alpha), y: y.at(value(point)) })));
  const here = now.curve[place.value] as Point;
  return (
    <g>
      <YAxis scale={y} ticks={y.ticks(6)} format={format(y.ticks(6))} frame={frame} title={title} />
      <DialLine x={x} frame={frame} alpha={here.alpha} />
      {before && <path class="baseline-line" d={draw(before)} />}
      <path class="router-line" d={draw(now)} />
      {Number.isFinite(value(here)) && <circle class="handle-dot" cx={x.at(here.alpha)} cy={y.at(value(here))} r={5} />}
    </g>
  );
}

function dialTable(now: Evaluation, before: Evaluation | null): Table {
  const accuracy = { format: (share: number) => percent(share, 2) };
  return {
    caption: "Accuracy and cost at every place of the dial",
    columns: [
      { name: "α", key: "alpha", format: (alpha) => dial(alpha) },
      { name: "Accuracy", key: "accuracy", ...accuracy },
      { name: "Cost of 1,000", key: "cost_per_1000_usd", format: usd },
      ...(before
        ? [
            { name: "Accuracy as it is", key: "accuracy_as_it_is", ...accuracy },
            { name: "Cost as it is", key: "cost_per_1000_usd_as_it_is", format: usd },
          ]
        : []),
    ],
    rows: now.curve.map((point, at) => [
      point.alpha,
      point.accuracy,
      point.costPer1000,
      ...(before ? [before.curve[at]?.accuracy ?? null, before.curve[at]?.costPer1000 ?? null] : []),
    ]),
  };
}
