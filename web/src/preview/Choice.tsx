import type { Decision } from "alpharoute/worker";
import { computed } from "@preact/signals";
import { TriangleAlert } from "lucide-preact";
import { messages } from "../chat/conversations.ts";
import { isBetweenPrompts } from "../chat/draft.ts";
import { byHand, locked } from "../decision/controls.ts";
import type { Preview } from "../decision/preview.ts";
import { connection } from "../providers/connection.ts";
import { hasGateway } from "../gateway/gateway.ts";
import { loadDefaultRouter, router, routerState } from "../router/router.ts";
import { unavailableReason } from "../decision/served.ts";
import { modelStyle } from "../ui/colours.ts";
import { margin, percent, points, shortName, usdPer1000 } from "../ui/format.ts";
import { expectedOf } from "../decision/all_models.ts";
import { activeLock } from "../decision/rules.ts";
import "./choice.css";

/** The chosen model, how good and how dear it will be, and who was second. Always as high, whatever there is to say. */
export function Choice({ state }: { readonly state: Preview }) {
  if (state.status === "decided") return <Chosen decision={state.decision} />;
  const isRefused = state.status === "refused";
  return (
    <div class="choice">
      <p class="choice-of small soft">{isRefused ? promptName(null) : "No prompt yet"}</p>
      <p class="choice-model soft">{isRefused ? "No model" : waiting()}</p>
      {isRefused && <p class="small">{state.problem}</p>}
      {isRefused && unavailableReason.value !== null && hasGateway.value && (
        <button type="button" class="link small" onClick={() => void loadDefaultRouter()}>
          Take the gateway's router
        </button>
      )}
      {activeLock.value !== null ? (
        <LockNote id={activeLock.value} />
      ) : (
        !isRefused && <p class="small soft">{hint()}</p>
      )}
    </div>
  );
}

function Chosen({ decision }: { readonly decision: Decision }) {
  const model = byHand.value ?? decision.model;
  const expected = expectedOf(model, decision);
  return (
    <div class="choice" style={modelStyle(router.value?.rows.get(model) ?? 0)}>
      <p class="choice-of small soft">
        <span class="name">{promptName(decision)}</span>
        {decision.is_novel && (
          <span class="badge warn" title="Unlike anything that the router was fitted on: trust these figures less.">
            <TriangleAlert size={13} />
            Unlike anything fitted
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
      <Beside decision={decision} />
    </div>
  );
}

/** What else would have been possible. */
function Beside({ decision: { model, runner_up, margin: ahead } }: { readonly decision: Decision }) {
  if (byHand.value !== null) return <p class="small soft name">By hand. The router's choice: {shortName(model)}</p>;
  if (activeLock.value !== null) return <LockNote id={activeLock.value} />;
  return (
    <p class="small soft name">
      {runner_up === null || ahead === null
        ? "No other model is eligible."
        : `${margin(ahead)} ahead of ${shortName(runner_up)}`}
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

const lastModel = computed(() => {
  const last = messages.value.at(-1);
  return last?.role === "assistant" ? last.receipt.model : "";
});

/** The last prompt is decided anew with every move of the dial; it was sent to whom it was sent. */
function promptName(decision: Decision | null): string {
  if (!isBetweenPrompts.value) return "This prompt";
  const isOther = lastModel.value !== "" && lastModel.value !== decision?.model;
  return isOther ? `Last prompt, sent to ${shortName(lastModel.value)}` : "Last prompt";
}

function waiting(): string {
  if (router.value !== null) return router.value.decidesText ? "Type a prompt" : "Decided by the gateway";
  return routerState.value.status === "failed" ? "No router" : "Loading the router…";
}

function hint(): string {
  if (router.value === null && routerState.value.status !== "failed") return "A moment.";
  if (router.value === null)
    return connection.value === "gateway"
      ? "The gateway decides itself: you can still chat. Or choose another router below."
      : "Nothing can be decided without one: choose another below.";
  return router.value.decidesText
    ? "Below: what the models did on average over the training prompts."
    : "This router's embedder is a server, and nothing is sent before you press Send.";
}
