import { useMemo } from "preact/hooks";
import { alphaText, percent, usd } from "../../ui/format.ts";
import { persisted } from "../../ui/persisted.ts";
import { Figure } from "../charts/Figure.tsx";
import { summaryOf, tradeOffOf, tradeOffTable } from "../charts/trade_off.ts";
import { TradeOffPlot } from "../charts/TradeOffPlot.tsx";
import { baseline, type Subject } from "../data/subject.ts";
import type { CurvePoint, Evaluation, Outcome } from "../data/types.ts";
import { alphaIndex, setAlpha } from "./alpha.ts";
import "./trade_off.css";

const kAxes = ["linear", "log"] as const;
type Axis = (typeof kAxes)[number];

/** The user's choice of cost axis; null: chosen by the range of costs. */
const axis = persisted<Axis | null>(
  "explorer-axis",
  null,
  (value): value is Axis | null => value === null || kAxes.includes(value as Axis),
);

const kLogRange = 10; // ratio of highest to lowest cost above which the axis is logarithmic, as in the HTML report

interface Props {
  readonly subject: Subject;
  readonly current: Evaluation;
}

/** Accuracy over cost (Figure 1 of the paper): the models, the router's curve, and the point at the current α. */
export function TradeOffFigure({ subject, current }: Props) {
  const ids = subject.description.models.map(({ id }) => id);
  const tradeOff = useMemo(() => tradeOffOf(ids, current), [subject, current]);
  const costs = tradeOff.models.map(({ costPer1000 }) => costPer1000).filter((cost) => cost > 0);
  const shownAxis = axis.value ?? (Math.max(...costs) > kLogRange * Math.min(...costs) ? "log" : "linear");
  const point = current.curve[alphaIndex.value] as CurvePoint;
  const unchangedPoint = baseline.value?.curve[alphaIndex.value];
  const summary = summaryOf(point, tradeOff.best);
  return (
    <Figure
      name="trade-off"
      title="Accuracy and cost"
      label={`Accuracy over cost of ${tradeOff.models.length} models and of the router, from ${figures(current.curve[0])} to ${figures(current.curve.at(-1))} per 1,000 prompts. ${summary}`}
      tools={<AxisChoice value={shownAxis} />}
      height={(width) => (width < 560 ? 410 : 460)}
      plot={(width, height) =>
        tradeOff.models.length === 0 ? (
          <text x={width / 2} y={height / 2} text-anchor="middle">
            No model has a known accuracy and cost.
          </text>
        ) : (
          <TradeOffPlot
            tradeOff={tradeOff}
            current={current}
            baseline={baseline.value}
            isLog={shownAxis === "log"}
            alphaIndex={alphaIndex.value}
            onMove={setAlpha}
            width={width}
            height={height}
          />
        )
      }
      table={tradeOffTable(ids, tradeOff, current)}
    >
      <p class="trade-off-summary" data-testid="sentence">
        {summary}
      </p>
      <p class="small soft trade-off-notes">
        {unchangedPoint ? `Unchanged router: ${figures(unchangedPoint)}.` : "\u00a0"}
        {missingFigures(point, subject)}
      </p>
      <AlphaSlider point={point} />
    </Figure>
  );
}

const figures = (outcome: Outcome | undefined): string =>
  `${percent(outcome?.accuracy)} at ${usd(outcome?.costPer1000)}`;

function AlphaSlider({ point }: { readonly point: CurvePoint }) {
  return (
    <label class="alpha-slider small">
      <span>cheapest</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={point.alpha}
        aria-label="α, from cheapest to best"
        aria-valuetext={`α ${alphaText(point.alpha)}: ${figures(point)}`}
        onInput={(event) => setAlpha(event.currentTarget.valueAsNumber)}
      />
      <span>best</span>
    </label>
  );
}

function AxisChoice({ value }: { readonly value: Axis }) {
  return (
    <fieldset class="segmented axis-choice">
      <legend class="visually-hidden">Cost axis</legend>
      {kAxes.map((name) => (
        <label key={name}>
          <input type="radio" name="cost-axis" checked={value === name} onChange={() => (axis.value = name)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function missingFigures({ undecided, unanswered }: CurvePoint, { rows }: Subject): string {
  if (rows === null || undecided + unanswered === 0) return "";
  return ` ${unanswered} rows are not in the accuracy because the chosen model has no score, and ${undecided} rows have no eligible model.`;
}
