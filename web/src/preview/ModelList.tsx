import type { Decision, ModelDescription } from "alpharoute/worker";
import { Ban, Hand, Lock } from "lucide-preact";
import { expectedOf } from "../decision/all_models.ts";
import { excluded, locked, manualChoice, toggleExcluded, toggleLock } from "../decision/controls.ts";
import type { Preview } from "../decision/preview.ts";
import { mayAnswer } from "../decision/rules.ts";
import { served } from "../decision/served.ts";
import { models } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { percent, points, usdPer1000 } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import "./models.css";

interface Entry {
  readonly model: ModelDescription;
  readonly row: number;
  readonly accuracy: number | null;
  readonly error: number | null;
  readonly cost: number | null;
  readonly isEligible: boolean;
}

/**
 * Lists every model, also excluded ones, with its expected accuracy and cost for this prompt. Without a prompt: the
 * averages over the training prompts.
 */
export function ModelList({ state }: { readonly state: Preview }) {
  const decision = state.status === "decided" ? state.decision : null;
  const entries = models.value
    .map((model, row): Entry => (state.status === "empty" ? onAverage(model, row) : entryOf(decision, model, row)))
    .filter(({ model }) => served.value.includes(model.id));
  const maxCost = Math.max(1e-12, ...entries.map(({ cost }) => cost ?? 0));
  const chosen = manualChoice.value ?? decision?.model;
  return (
    <section aria-label="Models">
      <div class="models-head small soft" aria-hidden="true">
        <span>accuracy</span>
        <span>per 1,000 prompts</span>
      </div>
      <ul class="models">
        {entries.map((entry) => (
          <Model key={entry.model.id} {...entry} maxCost={maxCost} isChosen={chosen === entry.model.id} />
        ))}
      </ul>
    </section>
  );
}

function onAverage(model: ModelDescription, row: number): Entry {
  const { id, mean_accuracy, mean_cost_usd } = model;
  return { model, row, accuracy: mean_accuracy, error: null, cost: mean_cost_usd, isEligible: mayAnswer(id) };
}

function entryOf(decision: Decision | null, model: ModelDescription, row: number): Entry {
  const expected = expectedOf(model.id, decision);
  return {
    model,
    row,
    accuracy: expected?.expected_accuracy ?? null,
    error: expected?.standard_error ?? null,
    cost: expected?.expected_cost_usd ?? null,
    isEligible: decision?.models.some(({ model: id, score }) => id === model.id && score !== null) ?? false,
  };
}

function Model({
  model,
  row,
  accuracy,
  error,
  cost,
  isEligible,
  maxCost,
  isChosen,
}: Entry & { readonly maxCost: number; readonly isChosen: boolean }) {
  return (
    <li
      class="model"
      data-chosen={isChosen}
      data-eligible={isEligible}
      aria-current={isChosen ? "true" : undefined}
      style={modelStyle(row)}
    >
      <div class="model-head">
        <span class="swatch" />
        <span class="name" title={model.id}>
          {model.name}
        </span>
        <Rules model={model} />
      </div>
      <div class="model-figure">
        <span class="number">
          {percent(accuracy, 0)}
          {error !== null && <span class="soft"> ± {points(error)}</span>}
        </span>
        <span class="visually-hidden"> accuracy</span>
        <AccuracyBar accuracy={accuracy} error={error} />
      </div>
      <div class="model-figure">
        <span class="number">{usdPer1000(cost)}</span>
        <span class="visually-hidden"> for 1,000 prompts</span>
        <span class="bar" aria-hidden="true">
          <i style={{ width: `${(100 * (cost ?? 0)) / maxCost}%` }} />
        </span>
      </div>
    </li>
  );
}

// The band shows one standard error in each direction.
function AccuracyBar({ accuracy, error }: { readonly accuracy: number | null; readonly error: number | null }) {
  const low = Math.max(0, (accuracy ?? 0) - (error ?? 0));
  const high = Math.min(1, (accuracy ?? 0) + (error ?? 0));
  return (
    <span class="bar" aria-hidden="true">
      <i style={{ width: `${100 * (accuracy ?? 0)}%` }} />
      {error !== null && accuracy !== null && <b style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />}
    </span>
  );
}

function Rules({ model }: { readonly model: ModelDescription }) {
  const { id, name } = model;
  return (
    <div class="rules" role="group" aria-label={`Rules for ${name}`}>
      <IconButton
        label={`Send the next prompt to ${name}`}
        aria-pressed={manualChoice.value === id}
        onClick={() => (manualChoice.value = manualChoice.value === id ? null : id)}
      >
        <Hand size={14} />
      </IconButton>
      <IconButton label={`Only ${name} may answer`} aria-pressed={locked.value === id} onClick={() => toggleLock(id)}>
        <Lock size={14} />
      </IconButton>
      <IconButton
        label={`${name} may not answer`}
        aria-pressed={excluded.value.includes(id)}
        onClick={() => toggleExcluded(id)}
      >
        <Ban size={14} />
      </IconButton>
    </div>
  );
}
