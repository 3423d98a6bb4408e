// The receipt of an answer: expected figures, usage and costs.

import type { Decision } from "alpharoute/worker";
import { locked } from "../decision/controls.ts";
import { bestModel } from "../decision/served.ts";
import { gatewayPrices, type Prices } from "../gateway/gateway.ts";
import type { Connection } from "../providers/connection.ts";
import type { Usage } from "../providers/provider.ts";
import { costOf, estimatedTokens } from "../providers/tokens.ts";
import type { Turn } from "../router/query.ts";
import { models, router } from "../router/router.ts";
import { conversations } from "./conversations.ts";
import type { AssistantMessage, Receipt, ReceiptDecision } from "./types.ts";

const kClusters = 3;

/** The model of a receipt while the gateway decides. */
export const kGatewayModel = "alpharoute";

/** Returns the receipt of an answer that has not started. `manual`: the user's choice of a model, if any. */
export function openReceipt(connection: Connection, decision: Decision | null, manual: string | null): Receipt {
  const model = manual ?? decision?.model ?? kGatewayModel;
  return {
    connection,
    model,
    chosenBy: manual !== null ? "hand" : locked.value === model ? "lock" : "router",
    decision: decision && storedDecision(decision, model),
    expectedMs: medianMs(model),
  };
}

function storedDecision(decision: Decision, model: string): ReceiptDecision {
  const expected = decision.models.find((entry) => entry.model === model);
  const isChosen = decision.model === model;
  return {
    alpha: decision.alpha,
    scoring: decision.scoring,
    runnerUp: isChosen ? decision.runner_up : decision.model,
    margin: isChosen ? decision.margin : null,
    isNovel: decision.is_novel,
    accuracy: expected?.expected_accuracy ?? null,
    standardError: expected?.standard_error ?? null,
    cost_usd: expected?.expected_cost_usd ?? null,
    clusters: decision.clusters.slice(0, kClusters).map(({ label }) => label),
    artifact: decision.artifact,
  };
}

/** Adds usage and costs to a receipt. Estimates the usage from the text if the provider did not report it. */
export function closeReceipt(
  receipt: Receipt,
  reported: Usage | undefined,
  messages: readonly Turn[],
  answer: string,
): Receipt {
  const usage = reported ?? estimatedUsage(messages, answer);
  const best = bestModel.value;
  return {
    ...receipt,
    usage,
    cost_usd: costOf(usage, pricesOf(receipt.model, receipt.connection)),
    ...(best && { best: { model: best.id, cost_usd: costOf(usage, pricesOf(best.id, receipt.connection)) } }),
  };
}

// The gateway's own prices, else the list prices in the artifact.
function pricesOf(model: string, connection: Connection): Prices | undefined {
  const own = connection === "gateway" ? gatewayPrices.value.get(model) : undefined;
  return own?.input_price != null ? own : models.value[router.value?.rows.get(model) ?? -1];
}

function estimatedUsage(messages: readonly Turn[], answer: string): Usage {
  const prompt_tokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
  return { prompt_tokens, completion_tokens: estimatedTokens(answer), is_estimated: true };
}

function medianMs(model: string): number | null {
  const times = conversations.value
    .flatMap(({ messages }) => messages)
    .filter(
      (message): message is AssistantMessage =>
        message.role === "assistant" && message.status === "done" && message.receipt.model === model,
    )
    .map(({ receipt }) => receipt.totalMs ?? 0)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}

/** USD. */
export interface Savings {
  readonly spent: number;
  /** Cost of the same tokens at the best single model. */
  readonly best: number;
}

/** Sums the answers with known costs; null if there is none. Demo answers count only if there are no others. */
export function savingsOf(messages: readonly { readonly role: string; readonly receipt?: Receipt }[]): Savings | null {
  const receipts = messages.flatMap(({ receipt }) => receipt ?? []);
  const paid = receipts.filter(({ connection }) => connection !== "demo");
  const known = (paid.length > 0 ? paid : receipts).flatMap(({ cost_usd: spent, best }) =>
    spent != null && best?.cost_usd != null ? [{ spent, best: best.cost_usd }] : [],
  );
  if (known.length === 0) return null;
  return known.reduce((sum, { spent, best }) => ({ spent: sum.spent + spent, best: sum.best + best }));
}
