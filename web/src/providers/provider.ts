// What the chat sends to, whoever it is: a call in, events out.

import type { RequestOptions } from "alpharoute/worker";
import type { Turn } from "../router/query.ts";

export interface ChatCall {
  readonly messages: readonly Turn[];
  /** The page's choice. */
  readonly model: string;
  /** What the gateway decides by, itself; undefined: `model` is asked for by name. */
  readonly routing: RequestOptions | undefined;
  readonly signal: AbortSignal;
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Counted by the page from the text's length, as the provider told nothing. */
  readonly is_estimated: boolean;
}

export type ChatEvent =
  /** Before any text: who answers, where the provider says so. */
  | { readonly type: "start"; readonly model?: string | undefined; readonly fallbackFrom?: string | undefined }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "usage"; readonly usage: Usage }
  /** The answer is whole, but for what `reason` says ("length", "content_filter"). Without it an answer was cut. */
  | { readonly type: "end"; readonly reason: string };

/** Throws a {@link ProviderError}, or whatever aborts the signal. */
export type Provider = (call: ChatCall) => AsyncIterable<ChatEvent>;

/** Why there is no answer, or no whole one: a sentence that names the cure. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}
