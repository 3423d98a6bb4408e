import { RotateCcw, Trash2 } from "lucide-preact";
import { useState } from "preact/hooks";
import type { ModelDescription, Scoring } from "alpharoute/worker";
import { modelStyle } from "../../ui/colours.ts";
import { shortName, usd } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { Subject } from "../data/subject.ts";
import { factors, isChanged, removed, reset, scoring, setFactor, toggleRemoved } from "../data/whatif.ts";
import "./what_if.css";

const kMost = 1_000_000; // what the router takes
const kSpan = 1; // powers of ten that the slider reaches either way
const kStep = 0.02;

/** Other prices, fewer models, another way to score: everything follows in the page. */
export function WhatIf({ subject }: { readonly subject: Subject }) {
  const { models, scorings, defaults } = subject.description;
  const [isOpen, setOpen] = useState(false); // matters on narrow screens alone
  const left = models.length - removed.value.length;
  return (
    <section class="panel what-if" aria-labelledby="what-if-title">
      <div class="figure-head">
        <h2 id="what-if-title">What if</h2>
        {/* Not disabled: it would lose the focus by being pressed. */}
        <button type="button" class="button small" aria-disabled={!isChanged.value} onClick={reset}>
          <RotateCcw size={14} /> As it is
        </button>
      </div>
      <p class="small soft">
        Change prices or take models out: every figure is computed again. Prices are USD per million tokens. The chat
        keeps the router as it is.
      </p>
      <button
        type="button"
        class="button small what-if-more"
        aria-expanded={isOpen}
        aria-controls="what-if-controls"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? "Fewer controls" : "Prices and models"}
      </button>
      <div id="what-if-controls" class="what-if-controls" data-open={isOpen}>
        <ScoringChoice scorings={scorings} usual={defaults.scoring} />
        <ul class="what-if-models">
          {models.map((model, row) => (
            <ModelRow key={model.id} model={model} row={row} isLast={left === 1} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function ScoringChoice({ scorings, usual }: { readonly scorings: readonly Scoring[]; readonly usual: Scoring }) {
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
              checked={(scoring.value ?? usual) === name}
              onChange={() => (scoring.value = name === usual ? null : name)}
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
  /** The only one left: it can't be taken out, too. */
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
        label={isRemoved ? `Take ${shortName(id)} back in` : `Take ${shortName(id)} out`}
        aria-pressed={isRemoved}
        disabled={isLast && !isRemoved}
        onClick={() => toggleRemoved(id)}
      >
        <Trash2 size={15} />
      </IconButton>
      <div class="what-if-price">
        <input
          type="range"
          min={-kSpan}
          max={kSpan}
          step={kStep}
          value={Math.log10(factor)}
          disabled={isRemoved}
          aria-label={`Price of ${shortName(id)}, from a tenth to tenfold`}
          aria-valuetext={`${factorText(factor)}, ${pricesOf(model, factor)}`}
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
            aria-label={`Factor on the price of ${shortName(id)}`}
            onChange={(event) => takeFactor(id, event.currentTarget)}
          />
        </label>
        <span class="what-if-list soft">{isRemoved ? "taken out" : <Prices model={model} factor={factor} />}</span>
      </div>
    </li>
  );
}

// Two digits are finer than the slider's steps, and read well.
const rounded = (factor: number): number => (Math.abs(factor - 1) < 0.03 ? 1 : Number(factor.toPrecision(2)));

const factorText = (factor: number): string => (factor === 1 ? "as it is" : `${factor} times as much`);

function takeFactor(id: string, field: HTMLInputElement): void {
  const factor = field.valueAsNumber;
  if (factor > 0 && factor <= kMost) setFactor(id, factor);
  else field.value = String(factors.value[id] ?? 1);
}

function Prices({ model, factor }: { readonly model: ModelDescription; readonly factor: number }) {
  const { input_price: input, output_price: output } = model;
  if (input === null || output === null) return <>{pricesOf(model, factor)}</>;
  return (
    <>
      {usd(input * factor)} in
      <br />
      {usd(output * factor)} out
    </>
  );
}

function pricesOf(
  { input_price: input, output_price: output, mean_cost_usd: mean }: ModelDescription,
  factor: number,
): string {
  if (input !== null && output !== null)
    return `${usd(input * factor)} in, ${usd(output * factor)} out per million tokens`;
  return mean === null ? "price unknown" : `${usd(1000 * mean * factor)} for 1,000 prompts`;
}
