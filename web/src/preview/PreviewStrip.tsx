import { ChevronUp } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { expectedOf } from "../decision/all_models.ts";
import { manualChoice } from "../decision/controls.ts";
import { preview } from "../decision/preview.ts";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { percent, shortName, usdPer1000 } from "../ui/format.ts";

/** The decision in one line, for narrow screens. */
export function PreviewStrip({ isOpen, onToggle }: { readonly isOpen: boolean; readonly onToggle: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (isOpen ? () => button.current?.focus() : undefined), [isOpen]); // when the panel closes
  const state = preview.value;
  const decision = state.status === "decided" ? state.decision : null;
  const model = manualChoice.value ?? decision?.model;
  const expected = expectedOf(model ?? "", decision);
  return (
    <button
      ref={button}
      type="button"
      class="strip"
      aria-expanded={isOpen}
      aria-controls="routing"
      onClick={onToggle}
      style={modelStyle(router.value?.rows.get(model ?? "") ?? 0)}
    >
      {model ? (
        <>
          <span class="swatch" />
          <span class="name">{shortName(model)}</span>
          <span class="number">{percent(expected?.expected_accuracy, 0)}</span>
          <span class="number">
            {usdPer1000(expected?.expected_cost_usd)}
            <span class="soft"> /1,000</span>
          </span>
        </>
      ) : (
        <span class="name soft">{state.status === "failed" ? "No model is eligible" : "Routing"}</span>
      )}
      <ChevronUp size={16} />
    </button>
  );
}
