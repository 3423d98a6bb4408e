// Calls OpenAI-compatible chat completions over HTTP and reads the stream.

import { EventSourceParserStream } from "eventsource-parser/stream";
import { ProviderError, type ChatCall, type ChatEvent, type Usage } from "./provider.ts";

export interface Endpoint {
  /** Used in error messages: "the gateway". */
  readonly name: string;
  /** Without the path of the route, such as "https://example.org/v1". */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Appended to errors about the model's name. */
  readonly modelHint?: string;
}

const kCloseAfterMs = 1000;
const kModelErrors: readonly number[] = [400, 404];

interface Chunk {
  readonly model?: string;
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: { readonly message?: string } | string;
}

/** Sends `body` with the call's messages and yields the answer's events. */
export async function* callOpenAi(endpoint: Endpoint, call: ChatCall, body: object): AsyncIterable<ChatEvent> {
  const response = await send(endpoint, call, body);
  if (!response.ok) throw new ProviderError(await errorMessage(endpoint, response));
  if (response.body === null)
    throw new ProviderError(`${capitalised(endpoint.name)} sent an empty response. Try again.`);
  const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  yield { type: "start", model: header("x-alpharoute-model"), fallbackFrom: header("x-alpharoute-fallback-from") };
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  yield* chatEvents(data(endpoint, events), endpoint.name);
}

/** Yields the events of a stream's `data` lines. Throws if the stream reports an error or ends before the answer does. */
export async function* chatEvents(lines: AsyncIterable<string>, name: string): AsyncIterable<ChatEvent> {
  let reason: string | null = null;
  for await (const line of lines) {
    if (line === "[DONE]") break;
    const chunk = parse(line);
    if (chunk === null) continue; // skip an invalid event, keep the rest of the answer
    if (chunk.error !== undefined)
      throw new ProviderError(errorText(chunk.error) ?? `${capitalised(name)} reported an error. Try again.`);
    const choice = chunk.choices?.[0];
    if (choice?.delta?.content) yield { type: "text", text: choice.delta.content };
    reason = choice?.finish_reason ?? reason;
    const usage = usageOf(chunk);
    if (usage) yield { type: "usage", usage };
  }
  if (reason === null) throw new ProviderError("The answer ended early. Try again.");
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
      `${capitalised(endpoint.name)} can't be reached. Check that it is running and that the address is correct.`,
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
    throw new ProviderError(`The connection to ${endpoint.name} was lost. Try again.`, { cause });
  } finally {
    // Delayed: if the server ends the response itself, the connection can be reused.
    setTimeout(() => void reader.cancel().catch(() => undefined), kCloseAfterMs);
  }
}

async function errorMessage(endpoint: Endpoint, response: Response): Promise<string> {
  let text: string | undefined;
  try {
    text = errorText(((await response.json()) as Chunk).error);
  } catch {
    // Not JSON: report the status.
  }
  if (response.status === 401)
    return `${capitalised(endpoint.name)} requires a valid API key. Enter it under “Send via”.${text ? ` (${text})` : ""}`;
  if (text && endpoint.modelHint && kModelErrors.includes(response.status) && /model/i.test(text))
    return `${text.replace(/[.\s]*$/, "")}. ${endpoint.modelHint}`;
  return (
    text ??
    `${capitalised(endpoint.name)} returned status ${response.status}. Try again, or choose another connection under “Send via”.`
  );
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

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
