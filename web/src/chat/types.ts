// A conversation, as shown, stored and exported.

import type { Scoring } from "alpharoute/worker";
import type { Connection } from "../providers/connection.ts";
import type { Usage } from "../providers/provider.ts";

export interface Conversation {
  readonly id: string;
  /** The first 60 characters of its first prompt. */
  readonly title: string;
  /** Milliseconds since 1970, like all times here. */
  readonly created: number;
  readonly updated: number;
  readonly messages: readonly Message[];
}

export interface StoredConversation extends Conversation {
  /** Unsent text in the composer. */
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
  /** The reason of a failure, and the fix. */
  readonly problem?: string | undefined;
  readonly receipt: Receipt;
}

/** The model that answered, the reason, and the cost. */
export interface Receipt {
  readonly connection: Connection;
  /** The model that answered. */
  readonly model: string;
  readonly chosenBy: "router" | "lock" | "hand";
  /** The decision in the browser; null if there was none. */
  readonly decision: ReceiptDecision | null;
  /** The model that was chosen first, if another one answered. */
  readonly fallbackFrom?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly cost_usd?: number | null | undefined;
  /** The cost of the same tokens at the best single model. */
  readonly best?: { readonly model: string; readonly cost_usd: number | null } | undefined;
  readonly firstTokenMs?: number | undefined;
  readonly totalMs?: number | undefined;
  /** Median time of the model's answers so far; null before the first one. */
  readonly expectedMs: number | null;
  /** The reason if the answer ended incomplete: "length", "content_filter". */
  readonly endedBy?: string | undefined;
}

/** The part of a decision that a receipt stores. */
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
