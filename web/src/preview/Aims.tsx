import { aim, bestShare, costPer1000, type Aim } from "../decision/controls.ts";
import { bestModel } from "../decision/served.ts";
import "./aims.css";

const kAims: readonly { readonly aim: Aim; readonly name: string }[] = [
  { aim: "dial", name: "Dial" },
  { aim: "cost", name: "Budget" },
  { aim: "share", name: "Quality" },
];

/** What sets the dial: the hand, a budget, or a quality to keep. */
export function Aims() {
  return (
    <fieldset class="aims">
      <legend class="unseen">What sets the dial</legend>
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

// A field that says nothing, or too much, is marked, and says again what holds when it is left.
function setAmount(field: HTMLInputElement): void {
  if (field.value !== "" && field.valueAsNumber >= 0) costPer1000.value = field.valueAsNumber;
}

function setShare(field: HTMLInputElement): void {
  if (field.valueAsNumber >= 0 && field.valueAsNumber <= 100) bestShare.value = field.valueAsNumber / 100;
}
