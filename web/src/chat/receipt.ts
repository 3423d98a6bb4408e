// What is known of an answer before it comes, and what it turned out to cost.

import type { Decision } from "alpharoute/worker";
import { gatewayPrices, type Prices } from "../gateway/gateway.ts";
import { locked } from "../decision/controls.ts";
import { models, router } from "../router/router.ts";
import { bestModel } from "../decision/served.ts";
import type { Connection } from "../providers/connection.ts";
import { costOf, estimatedTokens } from "../providers/tokens.ts";
import type { Usage } from "../providers/provider.ts";
import type { Turn } from "../router/query.ts";
import { conversations } from "./conversations.ts";
import type { AssistantMessage, Receipt, ReceiptDecision } from "./types.ts";

const kClusters = 3;

/** `byHand`: the model that the user picked, against the decision. */
export function openReceipt(connection: Connection, decision: Decision | null, byHand: string | null): Receipt {
  const model = byHand ?? decision?.model ?? "alpharoute";
  return {
    connection,
    model,
    chosenBy: byHand !== null ? "hand" : locked.value === model ? "lock" : "router",
    decision: decision && keptDecision(decision, model),
    expectedMs: medianMs(model),
  };
}

function keptDecision(decision: Decision, model: string): ReceiptDecision {
  const expected = decision.models.find((entry) => entry.model === model);
  const others = decision.model === model ? decision.runner_up : decision.model;
  return {
    alpha: decision.alpha,
    scoring: decision.scoring,
    runnerUp: others,
    margin: decision.model === model ? decision.margin : null,
    isNovel: decision.is_novel,
    accuracy: expected?.expected_accuracy ?? null,
    standardError: expected?.standard_error ?? null,
    cost_usd: expected?.expected_cost_usd ?? null,
    clusters: decision.clusters.slice(0, kClusters).map(({ label }) => label),
    artifact: decision.artifact,
  };
}

/** With the usage that the provider told, or else the text's. */
export function closeReceipt(
  receipt: Receipt,
  told: Usage | undefined,
  messages: readonly Turn[],
  answer: string,
): Receipt {
  const usage = told ?? estimatedUsage(messages, answer);
  const best = bestModel.value;
  return {
    ...receipt,
    usage,
    cost_usd: costOf(usage, pricesOf(receipt.model, receipt.connection)),
    ...(best && { best: { model: best.id, cost_usd: costOf(usage, pricesOf(best.id, receipt.connection)) } }),
  };
}

// What the gateway pays, or else the list prices in the router.
function pricesOf(model: string, connection: Connection): Prices | undefined {
  const paid = connection === "gateway" ? gatewayPrices.value.get(model) : undefined;
  return paid?.input_price != null ? paid : models.value[router.value?.rows.get(model) ?? -1];
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

export interface Savings {
  readonly spent: number;
  /** What the best model would have cost for the same. */
  readonly best: number;
}

/** Over the answers whose costs are known; null if there is none. The demo's count only where there are no others. */
export function savingsOf(messages: readonly { readonly role: string; readonly receipt?: Receipt }[]): Savings | null {
  const receipts = messages.flatMap(({ receipt }) => receipt ?? []);
  const paid = receipts.filter(({ connection }) => connection !== "demo");
  const known = (paid.length > 0 ? paid : receipts).flatMap(({ cost_usd: spent, best }) =>
    spent != null && best?.cost_usd != null ? [{ spent, best: best.cost_usd }] : [],
  );
  if (known.length === 0) return null;
  return known.reduce((sum, { spent, best }) => ({ spent: sum.spent + spent, best: sum.best + best }));
}
