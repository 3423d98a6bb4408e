import type { Decision, ModelDescription } from "alpharoute/worker";
import { Ban, Hand, Lock } from "lucide-preact";
import { byHand } from "../chat/send.js";
import { excluded, locked, served, toggleExcluded, toggleLock } from "../routing/controls.js";
import { models } from "../routing/router.js";
import { modelStyle } from "../ui/colours.js";
import { percent, usdPer1000 } from "../ui/format.js";
import { IconButton } from "../ui/IconButton.js";
import "./models.css";

interface Entry {
  readonly model: ModelDescription;
  readonly row: number;
  readonly accuracy: number | null;
  readonly error: number | null;
  readonly cost: number | null;
  readonly isEligible: boolean;
}

/** Every model: how good and how dear it is expected to be for this prompt, or was on average before there is one. */
export function ModelList({ decision }: { readonly decision: Decision | null }) {
  const entries = models.value
    .map((model, row): Entry => entryOf(decision, model, row))
    .filter(({ model }) => served.value.includes(model.id));
  const dearest = Math.max(1e-12, ...entries.map(({ cost }) => cost ?? 0));
  const chosen = byHand.value ?? decision?.model;
  return (
    <section aria-label="Models">
      <div class="models-head small soft" aria-hidden="true">
        <span>accuracy</span>
        <span>per 1,000 prompts</span>
      </div>
      <ul class="models">
        {entries.map((entry) => (
          <Model key={entry.model.id} {...entry} dearest={dearest} isChosen={chosen === entry.model.id} />
        ))}
      </ul>
    </section>
  );
}

function entryOf(decision: Decision | null, model: ModelDescription, row: number): Entry {
  if (decision === null) {
    return { model, row, accuracy: model.mean_accuracy, error: null, cost: model.mean_cost_usd, isEligible: true };
  }
  const expected = decision.models.find((entry) => entry.model === model.id);
  return {
    model,
    row,
    accuracy: expected?.expected_accuracy ?? null,
    error: expected?.standard_error ?? null,
    cost: expected?.expected_cost_usd ?? null,
    isEligible: expected !== undefined && expected.score !== null,
  };
}

function Model({
  model,
  row,
  accuracy,
  error,
  cost,
  isEligible,
  dearest,
  isChosen,
}: Entry & { readonly dearest: number; readonly isChosen: boolean }) {
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
          {error !== null && <span class="soft"> ± {(100 * error).toFixed(1)}</span>}
        </span>
        <span class="unseen"> accuracy</span>
        <AccuracyBar accuracy={accuracy} error={error} />
      </div>
      <div class="model-figure">
        <span class="number">{usdPer1000(cost)}</span>
        <span class="unseen"> for 1,000 prompts</span>
        <span class="bar" aria-hidden="true">
          <i style={{ width: `${(100 * (cost ?? 0)) / dearest}%` }} />
        </span>
      </div>
    </li>
  );
}

// The whisker: one standard error to either side.
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
        aria-pressed={byHand.value === id}
        onClick={() => (byHand.value = byHand.value === id ? null : id)}
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
