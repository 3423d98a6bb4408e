// The interface of a provider: one call in, a stream of events out.

import type { RequestOptions } from "alpharoute/worker";
import type { Turn } from "../router/query.ts";

export interface ChatCall {
  readonly messages: readonly Turn[];
  /** Id of the chosen model. */
  readonly model: string;
  /** Options with which the gateway decides itself; undefined to call `model`. */
  readonly routing: RequestOptions | undefined;
  readonly signal: AbortSignal;
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** True if estimated from the length of the text, because the provider reported no usage. */
  readonly is_estimated: boolean;
}

export type ChatEvent =
  /** Before any text: the model that answers, if the provider reports it. */
  | { readonly type: "start"; readonly model?: string | undefined; readonly fallbackFrom?: string | undefined }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "usage"; readonly usage: Usage }
  /** The answer has ended; it is complete if `reason` is "stop". A stream without this event was truncated. */
  | { readonly type: "end"; readonly reason: string };

/** Throws a {@link ProviderError}, or the reason of an aborted signal. */
export type Provider = (call: ChatCall) => AsyncIterable<ChatEvent>;

/** A missing or incomplete answer. The message is shown to the user and includes the fix. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}
