import { afterEach, expect, test, vi } from "vitest";
import { callOpenAi, chatEvents } from "../../src/providers/openai.ts";
import type { ChatEvent } from "../../src/providers/provider.ts";

async function* lines(...items: readonly (object | string)[]): AsyncIterable<string> {
  for (const item of items) yield typeof item === "string" ? item : JSON.stringify(item);
}

async function all(events: AsyncIterable<ChatEvent>): Promise<readonly ChatEvent[]> {
  const seen: ChatEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

const text = (content: string, finish_reason: string | null = null) => ({
  choices: [{ delta: { content }, finish_reason }],
});

test("text, usage and the end of a stream become events", async () => {
  const usage = { prompt_tokens: 3, completion_tokens: 5 };
  expect(
    await all(chatEvents(lines(text("Hel"), text("lo", "stop"), { choices: [], usage }, "[DONE]"), "the API")),
  ).toEqual([
    { type: "text", text: "Hel" },
    { type: "text", text: "lo" },
    { type: "usage", usage: { ...usage, is_estimated: false } },
    { type: "end", reason: "stop" },
  ]);
});

test("an invalid event is skipped", async () => {
  expect(await all(chatEvents(lines("{not json", "null", text("a", "length")), "the API"))).toEqual([
    { type: "text", text: "a" },
    { type: "end", reason: "length" },
  ]);
});

test("a stream that ends without a finish reason is an error", async () => {
  await expect(all(chatEvents(lines(text("half"), "[DONE]"), "the API"))).rejects.toThrow(
    "The answer ended early. Try again.",
  );
});

test.each([
  [{ error: { message: "Overloaded." } }, "Overloaded."],
  [{ error: "Overloaded." }, "Overloaded."],
  [{ error: {} }, "The API reported an error. Try again."],
])("an error in the stream is thrown: %j", async (line, message) => {
  await expect(all(chatEvents(lines(line), "the API"))).rejects.toThrow(message);
});

afterEach(() => vi.unstubAllGlobals());

const kCall = { messages: [], model: "m", routing: undefined, signal: new AbortController().signal };
const kEndpoint = { name: "the API", baseUrl: "https://example.org/v1/", headers: {}, modelHint: "Check the name." };

async function messageFor(status: number, body: string): Promise<string> {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
  return all(callOpenAi(kEndpoint, kCall, {})).then(
    () => "no error",
    (error: Error) => error.message,
  );
}

test("an error status shows the provider's message, else the status", async () => {
  expect(await messageFor(429, '{"error":{"message":"No credit left."}}')).toBe("No credit left.");
  expect(await messageFor(502, "<html>")).toBe(
    "The API returned status 502. Try again, or choose another connection under “Send via”.",
  );
});

test("a status 401 points to the key, an unknown model to its name", async () => {
  expect(await messageFor(401, '{"error":"Bad key."}')).toBe(
    "The API requires a valid API key. Enter it under “Send via”. (Bad key.)",
  );
  expect(await messageFor(404, '{"error":{"message":"No such model."}}')).toBe("No such model. Check the name.");
});

test("the route is appended to the base URL, and usage is requested", async () => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response("data: [DONE]\n\n"));
  vi.stubGlobal("fetch", fetched);
  await all(callOpenAi(kEndpoint, kCall, { model: "m" })).catch(() => undefined);
  expect(fetched.mock.calls[0]?.[0]).toBe("https://example.org/v1/chat/completions");
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1].body))).toEqual({
    model: "m",
    messages: [],
    stream: true,
    stream_options: { include_usage: true },
  });
});
