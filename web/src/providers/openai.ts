// A provider that speaks OpenAI's chat completions over HTTP, streamed.

import { EventSourceParserStream } from "eventsource-parser/stream";
import { ProviderError, type ChatCall, type ChatEvent, type Usage } from "./provider.ts";

export interface Endpoint {
  /** For people: "the gateway". */
  readonly name: string;
  /** Ends in "/v1" or the like. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What to say after a refusal that is about the model. */
  readonly modelHint?: string;
}

const kEndMs = 1000;
const kAboutModel: readonly number[] = [400, 404];

interface Chunk {
  readonly model?: string;
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: { readonly message?: string } | string;
}

/** Sends `body` with the call's messages and gives the answer as it comes. */
export async function* callOpenAi(endpoint: Endpoint, call: ChatCall, body: object): AsyncIterable<ChatEvent> {
  const response = await send(endpoint, call, body);
  if (!response.ok) throw new ProviderError(await refusal(endpoint, response));
  if (response.body === null) throw new ProviderError(`${capital(endpoint.name)} sent no answer. Try again.`);
  const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  yield { type: "start", model: header("x-alpharoute-model"), fallbackFrom: header("x-alpharoute-fallback-from") };
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  yield* chatEvents(data(endpoint, events), endpoint.name);
}

/** The events of a stream's `data` lines. Throws if it tells of an error, or ends before the answer does. */
export async function* chatEvents(lines: AsyncIterable<string>, name: string): AsyncIterable<ChatEvent> {
  let reason: string | null = null;
  for await (const line of lines) {
    if (line === "[DONE]") break;
    const chunk = parse(line);
    if (chunk === null) continue; // one event that can't be read costs its text, not the answer
    if (chunk.error !== undefined)
      throw new ProviderError(errorText(chunk.error) ?? `${capital(name)} broke off. Try again.`);
    const choice = chunk.choices?.[0];
    if (choice?.delta?.content) yield { type: "text", text: choice.delta.content };
    reason = choice?.finish_reason ?? reason;
    const usage = usageOf(chunk);
    if (usage) yield { type: "usage", usage };
  }
  if (reason === null) throw new ProviderError(`The answer broke off before its end. Try again.`);
  yield { type: "end", reason };
}

async function send(endpoint: Endpoint, call: ChatCall, body: object): Promise<Response> {
  const { messages, signal } = call;
  try {
    return await fetch(`${endpoint.baseUrl.replace(/\/+$/, "")}/chat/completions`, {
      method: "POST",
      signal,
      headers: { "content-type": "application/json", ...endpoint.headers },
      body: JSON.stringify({ ...body, messages, stream: true, stream_options: { include_usage: true } }),
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ProviderError(
      `${capital(endpoint.name)} can't be reached. See whether it runs and the address is right.`,
      { cause },
    );
  }
}

async function* data(endpoint: Endpoint, events: ReadableStream<{ data: string }>): AsyncIterable<string> {
  const reader = events.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value.data;
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ProviderError(`The connection to ${endpoint.name} broke. Try again.`, { cause });
  } finally {
    // A server that ends the answer itself keeps the connection for the next one.
    setTimeout(() => void reader.cancel().catch(() => undefined), kEndMs);
  }
}

async function refusal(endpoint: Endpoint, response: Response): Promise<string> {
  let text: string | undefined;
  try {
    text = errorText(((await response.json()) as Chunk).error);
  } catch {
    // Not JSON: the status has to do.
  }
  if (response.status === 401)
    return `${capital(endpoint.name)} wants a key, or another one: see “Send through”.${text ? ` (${text})` : ""}`;
  if (text && endpoint.modelHint && kAboutModel.includes(response.status) && /model/i.test(text))
    return `${text.replace(/[.\s]*$/, "")}. ${endpoint.modelHint}`;
  return text ?? `${capital(endpoint.name)} answers ${response.status}. Try again, or send another way.`;
}

function errorText(error: Chunk["error"]): string | undefined {
  return typeof error === "string" ? error : error?.message;
}

function parse(line: string): Chunk | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

function usageOf({ usage }: Chunk): Usage | null {
  if (usage?.prompt_tokens === undefined || usage.completion_tokens === undefined) return null;
  return { prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens, is_estimated: false };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
