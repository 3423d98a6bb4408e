import { excluded, locked, priceCap } from "../decision/controls.ts";

/** The price cap, and a button that clears all rules. */
export function Limits() {
  const hasRules = locked.value !== null || excluded.value.length > 0 || priceCap.value !== null;
  const clear = (): void => {
    locked.value = null;
    excluded.value = [];
    priceCap.value = null;
  };
  return (
    <div class="limits small">
      <label>
        Price cap $
        <input
          class="input number"
          type="number"
          min={0}
          step="any"
          placeholder="none"
          value={priceCap.value === null ? "" : Number((1000 * priceCap.value).toPrecision(12))}
          onInput={({ currentTarget: field }) =>
            (priceCap.value = field.value === "" ? null : Math.max(0, field.valueAsNumber) / 1000)
          }
        />
        per 1,000
      </label>
      {hasRules && (
        <button type="button" class="link" onClick={clear}>
          Clear all rules
        </button>
      )}
    </div>
  );
}
