import { TriangleAlert } from "lucide-preact";
import { byHand } from "../chat/send.js";
import type { Preview } from "../routing/preview.js";
import { router, routerState } from "../routing/router.js";
import { modelStyle } from "../ui/colours.js";
import { percent, usdPer1000 } from "../ui/format.js";

/** The chosen model, how good and how dear it will be, and who was second. */
export function Choice({ state }: { readonly state: Preview }) {
  if (state.status === "refused")
    return (
      <div class="choice">
        <p class="choice-model soft">No model</p>
        <p class="small">{state.problem}</p>
      </div>
    );
  if (state.status === "empty")
    return (
      <div class="choice">
        <p class="choice-model soft">{waiting()}</p>
        <p class="small soft">{hint()}</p>
      </div>
    );
  const { decision } = state;
  const model = byHand.value ?? decision.model;
  const expected = decision.models.find((entry) => entry.model === model);
  return (
    <div class="choice" style={modelStyle(router.value?.rows.get(model) ?? 0)}>
      <p class="choice-model" data-testid="chosen">
        <span class="swatch" />
        {model}
      </p>
      <p class="choice-figures">
        <span class="number">
          <strong>{percent(expected?.expected_accuracy)}</strong>
          {expected?.standard_error != null && ` ± ${(100 * expected.standard_error).toFixed(1)}`}{" "}
          <span class="soft">accuracy</span>
        </span>
        <span class="number">
          <strong>{usdPer1000(expected?.expected_cost_usd)}</strong> <span class="soft">per 1,000</span>
        </span>
      </p>
      <p class="small soft">
        {byHand.value !== null
          ? `By hand; the router would choose ${decision.model}.`
          : runnerUp(decision.runner_up, decision.margin)}
      </p>
      <p class="choice-badges">
        {decision.is_novel && (
          <span class="badge warn" title="Trust these figures less.">
            <TriangleAlert size={13} />
            Unlike anything the router was fitted on
          </span>
        )}
      </p>
    </div>
  );
}

function runnerUp(model: string | null, margin: number | null): string {
  return model === null || margin === null ? "No other model is eligible." : `${margin.toFixed(3)} ahead of ${model}`;
}

function waiting(): string {
  if (router.value !== null) return router.value.decidesText ? "Type a prompt" : "Decided by the gateway";
  return routerState.value.status === "failed" ? "No router" : "Loading the router…";
}

function hint(): string {
  if (router.value === null)
    return routerState.value.status === "failed" ? "You can still chat, or choose another router below." : "A moment.";
  return router.value.decidesText
    ? "Below: what the models did on average over the training prompts."
    : "This router's embedder is a server, and nothing is sent before you press Send.";
}
