import { RotateCcw, Trash2 } from "lucide-preact";
import { useState } from "preact/hooks";
import type { ModelDescription, Scoring } from "alpharoute/worker";
import { modelStyle } from "../../ui/colours.ts";
import { shortName, usd } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { Subject } from "../data/subject.ts";
import { factors, isChanged, removed, reset, scoring, setFactor, toggleRemoved } from "../data/what_if.ts";
import "./what_if.css";

const kMaxFactor = 1_000_000; // limit of Router.reprice
const kSliderRange = 1; // powers of ten up and down
const kSliderStep = 0.02;

/** Controls for changing prices, models and scoring. */
export function WhatIf({ subject }: { readonly subject: Subject }) {
  const { models, scorings, defaults } = subject.description;
  const [isOpen, setOpen] = useState(false); // only used on narrow screens
  const remaining = models.length - removed.value.length;
  return (
    <section class="panel what-if" aria-labelledby="what-if-title">
      <div class="figure-head">
        <h2 id="what-if-title">What if</h2>
        {/* aria-disabled, because a disabled button would lose the focus when pressed. */}
        <button type="button" class="button small" aria-disabled={!isChanged.value} onClick={reset}>
          <RotateCcw size={14} /> Reset
        </button>
      </div>
      <p class="small soft">
        Change prices or remove models to see how the figures change. Prices are in USD per million tokens. The chat is
        not affected.
      </p>
      <button
        type="button"
        class="button small what-if-more"
        aria-expanded={isOpen}
        aria-controls="what-if-controls"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? "Hide controls" : "Prices and models"}
      </button>
      <div id="what-if-controls" class="what-if-controls" data-open={isOpen}>
        <ScoringChoice scorings={scorings} defaultScoring={defaults.scoring} />
        <ul class="what-if-models">
          {models.map((model, row) => (
            <ModelRow key={model.id} model={model} row={row} isLast={remaining === 1} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function ScoringChoice({
  scorings,
  defaultScoring,
}: {
  readonly scorings: readonly Scoring[];
  readonly defaultScoring: Scoring;
}) {
  if (scorings.length < 2) return null;
  return (
    <fieldset class="scoring">
      <legend class="small soft">Scoring</legend>
      <div class="segmented">
        {scorings.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="scoring"
              checked={(scoring.value ?? defaultScoring) === name}
              onChange={() => (scoring.value = name === defaultScoring ? null : name)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface RowProps {
  readonly model: ModelDescription;
  readonly row: number;
  /** True for the only remaining model, which cannot be removed. */
  readonly isLast: boolean;
}

function ModelRow({ model, row, isLast }: RowProps) {
  const { id } = model;
  const factor = factors.value[id] ?? 1;
  const isRemoved = removed.value.includes(id);
  return (
    <li class="what-if-model" style={modelStyle(row)} data-removed={isRemoved}>
      <span class="swatch" />
      <span class="name" title={id}>
        {shortName(id)}
      </span>
      <IconButton
        label={isRemoved ? `Add ${shortName(id)}` : `Remove ${shortName(id)}`}
        aria-pressed={isRemoved}
        disabled={isLast && !isRemoved}
        onClick={() => toggleRemoved(id)}
      >
        <Trash2 size={15} />
      </IconButton>
      <div class="what-if-price">
        <input
          type="range"
          min={-kSliderRange}
          max={kSliderRange}
          step={kSliderStep}
          value={Math.log10(factor)}
          disabled={isRemoved}
          aria-label={`Price of ${shortName(id)}, from 0.1 to 10 times`}
          aria-valuetext={`${textOfFactor(factor)}, ${textOfPrices(model, factor)}`}
          onInput={(event) => setFactor(id, rounded(10 ** event.currentTarget.valueAsNumber))}
        />
        <label class="what-if-factor">
          <span aria-hidden="true">×</span>
          <input
            class="input number"
            type="number"
            min={0}
            step="any"
            value={factor}
            disabled={isRemoved}
            aria-label={`Price factor of ${shortName(id)}`}
            onChange={(event) => applyFactor(id, event.currentTarget)}
          />
        </label>
        <span class="what-if-prices soft">{isRemoved ? "removed" : <Prices model={model} factor={factor} />}</span>
      </div>
    </li>
  );
}

// Two significant digits are finer than the slider's steps.
const rounded = (factor: number): number => (Math.abs(factor - 1) < 0.03 ? 1 : Number(factor.toPrecision(2)));

const textOfFactor = (factor: number): string => (factor === 1 ? "unchanged" : `${factor} times the price`);

function applyFactor(id: string, field: HTMLInputElement): void {
  const factor = field.valueAsNumber;
  if (factor > 0 && factor <= kMaxFactor) setFactor(id, factor);
  else field.value = String(factors.value[id] ?? 1);
}

function Prices({ model, factor }: { readonly model: ModelDescription; readonly factor: number }) {
  const { input_price: input, output_price: output } = model;
  if (input === null || output === null) return <>{textOfPrices(model, factor)}</>;
  return (
    <>
      {usd(input * factor)} in
      <br />
      {usd(output * factor)} out
    </>
  );
}

function textOfPrices(
  { input_price: input, output_price: output, mean_cost_usd: mean }: ModelDescription,
  factor: number,
): string {
  if (input !== null && output !== null)
    return `${usd(input * factor)} in, ${usd(output * factor)} out per million tokens`;
  return mean === null ? "price unknown" : `${usd(1000 * mean * factor)} per 1,000 prompts`;
}
