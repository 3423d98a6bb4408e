import { aim, bestShare, costPer1000, type Aim } from "../decision/controls.ts";
import { bestModel } from "../decision/served.ts";
import "./aims.css";

const kAims: readonly { readonly aim: Aim; readonly name: string }[] = [
  { aim: "slider", name: "Slider" },
  { aim: "cost", name: "Budget" },
  { aim: "share", name: "Quality" },
];

/** Chooses what sets α: the slider, a budget, or a minimum quality. */
export function Aims() {
  return (
    <fieldset class="aims">
      <legend class="visually-hidden">Control of α</legend>
      <div class="segmented">
        {kAims.map((entry) => (
          <label key={entry.aim}>
            <input type="radio" name="aim" checked={aim.value === entry.aim} onChange={() => choose(entry.aim)} />
            <span>{entry.name}</span>
          </label>
        ))}
      </div>
      {aim.value === "cost" && (
        <label class="aim-value small">
          at most $
          <input
            class="input number"
            type="number"
            required
            min={0}
            step="any"
            value={costPer1000.value ?? ""}
            onInput={(event) => setAmount(event.currentTarget)}
            onBlur={({ currentTarget: field }) => (field.value = String(costPer1000.value ?? ""))}
          />
          for 1,000 prompts
        </label>
      )}
      {aim.value === "share" && (
        <label class="aim-value small">
          at least
          <input
            class="input number"
            type="number"
            required
            min={0}
            max={100}
            step={1}
            value={Math.round(bestShare.value * 100)}
            onInput={(event) => setShare(event.currentTarget)}
            onBlur={({ currentTarget: field }) => (field.value = String(Math.round(bestShare.value * 100)))}
          />
          % of the best model's accuracy
        </label>
      )}
    </fieldset>
  );
}

function choose(next: Aim): void {
  const mean = bestModel.value?.mean_cost_usd;
  if (next === "cost" && costPer1000.value === null && mean != null)
    costPer1000.value = Number((mean * 500).toPrecision(2));
  aim.value = next;
}

// Ignores an invalid value. The browser marks the field, which shows the valid value again when it loses the focus.
function setAmount(field: HTMLInputElement): void {
  if (field.value !== "" && field.valueAsNumber >= 0) costPer1000.value = field.valueAsNumber;
}

function setShare(field: HTMLInputElement): void {
  if (field.valueAsNumber >= 0 && field.valueAsNumber <= 100) bestShare.value = field.valueAsNumber / 100;
}
