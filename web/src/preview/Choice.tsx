import type { Decision } from "alpharoute/worker";
import { TriangleAlert } from "lucide-preact";
import { expectedOf } from "../decision/all_models.ts";
import { locked, manualChoice } from "../decision/controls.ts";
import type { Preview } from "../decision/preview.ts";
import { sentTo } from "../decision/prompt.ts";
import { activeLock } from "../decision/rules.ts";
import { unavailableReason } from "../decision/served.ts";
import { hasGateway } from "../gateway/gateway.ts";
import { connection } from "../providers/connection.ts";
import { loadDefaultRouter, router, routerState } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { margin, percent, points, shortName, usdPer1000 } from "../ui/format.ts";
import "./choice.css";

/** The chosen model, its expected accuracy and cost, and the runner-up. Its height does not depend on its content. */
export function Choice({ state }: { readonly state: Preview }) {
  if (state.status === "decided") return <Chosen decision={state.decision} />;
  const isFailed = state.status === "failed";
  return (
    <div class="choice">
      <p class="choice-of small soft">{isFailed ? promptName(null) : "No prompt yet"}</p>
      <p class="choice-model soft">{isFailed ? "No model" : waitingFor()}</p>
      {isFailed && <p class="small">{state.problem}</p>}
      {isFailed && unavailableReason.value !== null && hasGateway.value && (
        <button type="button" class="link small" onClick={() => void loadDefaultRouter()}>
          Use the gateway's router
        </button>
      )}
      {activeLock.value !== null ? <LockNote id={activeLock.value} /> : !isFailed && <p class="small soft">{hint()}</p>}
    </div>
  );
}

function Chosen({ decision }: { readonly decision: Decision }) {
  const model = manualChoice.value ?? decision.model;
  const expected = expectedOf(model, decision);
  return (
    <div class="choice" style={modelStyle(router.value?.rows.get(model) ?? 0)}>
      <p class="choice-of small soft">
        <span class="name">{promptName(decision)}</span>
        {decision.is_novel && (
          <span class="badge warn" title="Far from the training prompts: these estimates are less reliable.">
            <TriangleAlert size={13} />
            Unfamiliar prompt
          </span>
        )}
      </p>
      <p class="choice-model" title={model}>
        <span class="swatch" />
        <span class="name" data-testid="chosen">
          {shortName(model)}
        </span>
      </p>
      <p class="choice-figures">
        <span class="number">
          <strong>{percent(expected?.expected_accuracy)}</strong>
          {expected?.standard_error != null && ` ± ${points(expected.standard_error)}`}{" "}
          <span class="soft small">accuracy</span>
        </span>
        <span class="number">
          <strong>{usdPer1000(expected?.expected_cost_usd)}</strong> <span class="soft small">per 1,000</span>
        </span>
      </p>
      <RunnerUp decision={decision} />
    </div>
  );
}

/** The runner-up and its distance; for a lock or a manual choice, that instead. */
function RunnerUp({ decision: { model, runner_up, margin: lead } }: { readonly decision: Decision }) {
  if (manualChoice.value !== null)
    return <p class="small soft name">Manual choice. The router would choose {shortName(model)}.</p>;
  if (activeLock.value !== null) return <LockNote id={activeLock.value} />;
  return (
    <p class="small soft name">
      {runner_up === null || lead === null
        ? "No other model is eligible."
        : `${margin(lead)} ahead of ${shortName(runner_up)}`}
    </p>
  );
}

function LockNote({ id }: { readonly id: string }) {
  return (
    <p class="lock-note small soft">
      <span class="name">Locked to {shortName(id)}</span>
      <button type="button" class="link" onClick={() => (locked.value = null)}>
        Unlock
      </button>
    </p>
  );
}

// The decision for the last prompt follows the controls, so its model can differ from the one that answered.
function promptName(decision: Decision | null): string {
  if (sentTo.value === null) return "This prompt";
  const isOther = sentTo.value !== "" && sentTo.value !== decision?.model;
  return isOther ? `Last prompt, sent to ${shortName(sentTo.value)}` : "Last prompt";
}

function waitingFor(): string {
  if (router.value !== null) return router.value.decidesText ? "Type a prompt" : "Decided by the gateway";
  return routerState.value.status === "failed" ? "No router" : "Loading the router…";
}

function hint(): string {
  if (router.value === null && routerState.value.status !== "failed") return "Loading…";
  if (router.value === null)
    return connection.value === "gateway"
      ? "You can still chat: the gateway decides. Or choose another router below."
      : "Choose a router below to see which model fits your prompt.";
  return router.value.decidesText
    ? "Below: each model's averages over the training prompts."
    : "No preview before Send: this router embeds prompts on a server.";
}
