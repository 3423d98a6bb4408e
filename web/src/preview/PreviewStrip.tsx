import { ChevronUp } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { byHand } from "../decision/controls.ts";
import { preview } from "../decision/preview.ts";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { percent, shortName, usdPer1000 } from "../ui/format.ts";
import { expectedOf } from "../decision/all_models.ts";

/** The preview in one line, for screens that have no room beside the thread. */
export function PreviewStrip({ isOpen, onToggle }: { readonly isOpen: boolean; readonly onToggle: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (isOpen ? () => button.current?.focus() : undefined), [isOpen]); // back to where it was opened
  const state = preview.value;
  const decision = state.status === "decided" ? state.decision : null;
  const model = byHand.value ?? decision?.model;
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
        <span class="name soft">{state.status === "refused" ? "No model is eligible" : "Routing"}</span>
      )}
      <ChevronUp size={16} />
    </button>
  );
}
