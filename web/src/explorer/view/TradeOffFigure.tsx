import { useMemo } from "preact/hooks";
import { persisted } from "../../ui/persisted.ts";
import { dial, percent, usd } from "../../ui/format.ts";
import { moveTo, place } from "./dial.ts";
import { Figure } from "../charts/Figure.tsx";
import { baseline, type Subject } from "../data/subject.ts";
import { sentence, tradeOff, tradeOffTable } from "../charts/trade_off.ts";
import { TradeOffPlot } from "../charts/TradeOffPlot.tsx";
import type { Evaluation, Point } from "../data/types.ts";
import "./trade_off.css";

const kAxes = ["linear", "log"] as const;
type Axis = (typeof kAxes)[number];

/** Null: whichever suits the costs. */
const axis = persisted<Axis | null>(
  "explorer-axis",
  null,
  (value): value is Axis | null => value === null || kAxes.includes(value as Axis),
);

const kWideRange = 10; // costs farther apart than this factor get a logarithmic axis, as in the program's report

/** The paper's Figure 1: accuracy over cost, the models, the router's curve, and the point on it. */
export function TradeOffFigure({ subject, now }: { readonly subject: Subject; readonly now: Evaluation }) {
  const ids = subject.description.models.map(({ id }) => id);
  const plane = useMemo(() => tradeOff(ids, now), [subject, now]);
  const costs = plane.models.map(({ costPer1000 }) => costPer1000).filter((cost) => cost > 0);
  const usual: Axis = Math.max(...costs) > kWideRange * Math.min(...costs) ? "log" : "linear";
  const point = now.curve[place.value] as Point;
  const before = baseline.value?.curve[place.value];
  return (
    <Figure
      name="trade-off"
      title="Accuracy against cost"
      label={`Accuracy against cost of ${plane.models.length} models and of the router, from ${percent(now.curve[0]?.accuracy)} at ${usd(now.curve[0]?.costPer1000)} to ${percent(now.curve.at(-1)?.accuracy)} at ${usd(now.curve.at(-1)?.costPer1000)} for 1,000 prompts. ${sentence(point, plane.best)}`}
      tools={<AxisChoice value={axis.value ?? usual} />}
      height={(width) => (width < 560 ? 410 : 460)}
      plot={(width, height) =>
        plane.models.length === 0 ? (
          <text x={width / 2} y={height / 2} text-anchor="middle">
            No model's cost is known here.
          </text>
        ) : (
          <TradeOffPlot
            plane={plane}
            now={now}
            baseline={baseline.value}
            isLog={(axis.value ?? usual) === "log"}
            place={place.value}
            onMove={moveTo}
            width={width}
            height={height}
          />
        )
      }
      table={tradeOffTable(ids, plane, now)}
    >
      <p class="sentence" data-testid="sentence">
        {sentence(point, plane.best)}
      </p>
      <p class="small soft sentence-before">
        {before ? `As it is: ${percent(before.accuracy)} at ${usd(before.costPer1000)}.` : "\u00a0"}
        {gaps(point, subject)}
      </p>
      <Dial point={point} />
    </Figure>
  );
}

function Dial({ point }: { readonly point: Point }) {
  return (
    <label class="dial-input small">
      <span>cheapest</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={point.alpha}
        aria-label="α, from cheapest to best"
        aria-valuetext={`α ${dial(point.alpha)}: ${percent(point.accuracy)} at ${usd(point.costPer1000)}`}
        onInput={(event) => moveTo(100 * event.currentTarget.valueAsNumber)}
      />
      <span>best</span>
    </label>
  );
}

function AxisChoice({ value }: { readonly value: Axis }) {
  return (
    <fieldset class="segmented axis-choice">
      <legend class="unseen">Axis of the cost</legend>
      {kAxes.map((name) => (
        <label key={name}>
          <input type="radio" name="cost-axis" checked={value === name} onChange={() => (axis.value = name)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function gaps({ undecided, unanswered }: Point, { rows }: Subject): string {
  if (rows === null || undecided + unanswered === 0) return "";
  return ` ${unanswered} rows went to a model without a score there, and for ${undecided} no model was eligible; neither counts.`;
}
