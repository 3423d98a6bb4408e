// A conversation as it is shown, kept and exported.

import type { Scoring } from "alpharoute/worker";
import type { Connection } from "../providers/connection.ts";
import type { Usage } from "../providers/provider.ts";

export interface Conversation {
  readonly id: string;
  /** The beginning of its first prompt. */
  readonly title: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly created: number;
  readonly updated: number;
  readonly messages: readonly Message[];
  /** What stands in the composer, unsent. */
  readonly draft: string;
}

export type Message = UserMessage | AssistantMessage;

export interface UserMessage {
  readonly id: string;
  readonly role: "user";
  readonly content: string;
  readonly at: number;
}

export interface AssistantMessage {
  readonly id: string;
  readonly role: "assistant";
  readonly content: string;
  readonly at: number;
  readonly status: "streaming" | "done" | "stopped" | "failed";
  /** Why it failed, and what to do. */
  readonly problem?: string | undefined;
  readonly receipt: Receipt;
}

/** Who answered, why, and what it cost. */
export interface Receipt {
  readonly connection: Connection;
  /** Who answered. */
  readonly model: string;
  readonly chosenBy: "router" | "lock" | "hand";
  /** The page's decision; null if it could make none. */
  readonly decision: ReceiptDecision | null;
  /** Whom the decision had chosen, if another answered. */
  readonly fallbackFrom?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly cost_usd?: number | null | undefined;
  /** What the model that is best on average would have cost for as many tokens. */
  readonly best?: { readonly model: string; readonly cost_usd: number | null } | undefined;
  readonly firstTokenMs?: number | undefined;
  readonly totalMs?: number | undefined;
  /** Median of that model's answers so far; null before the first. */
  readonly expectedMs: number | null;
  /** "length", "content_filter": why it ended, if not because it was complete. */
  readonly endedBy?: string | undefined;
}

/** What is kept of a decision. */
export interface ReceiptDecision {
  readonly alpha: number;
  readonly scoring: Scoring;
  readonly runnerUp: string | null;
  readonly margin: number | null;
  readonly isNovel: boolean;
  readonly accuracy: number | null;
  readonly standardError: number | null;
  readonly cost_usd: number | null;
  /** Labels of the nearest clusters. */
  readonly clusters: readonly string[];
  readonly artifact: string;
}
