import { expect, test } from "vitest";
import { isSafeUrl } from "../../src/providers/direct.ts";
import { isOpenRouter, openRouterName } from "../../src/providers/openrouter.ts";
import { costOf, estimatedTokens } from "../../src/providers/tokens.ts";

test.each([
  ["https://example.org/v1", true],
  ["http://localhost:11434/v1", true],
  ["http://127.0.0.1:8080", true],
  ["http://example.org/v1", false],
  ["ftp://localhost", false],
  ["not a URL", false],
])("a key may be sent to %s: %s", (url, isSafe) => {
  expect(isSafeUrl(url)).toBe(isSafe);
});

test("OpenRouter is recognised by its host, not by a similar one", () => {
  expect(
    ["https://openrouter.ai/api/v1", "https://eu.openrouter.ai/api", "https://notopenrouter.ai", "x"].map(isOpenRouter),
  ).toEqual([true, true, false, false]);
});

test("an id with an author is its own name at OpenRouter, and an unknown id has none", () => {
  expect([openRouterName("gemma-2-9b-it"), openRouterName("meta/llama"), openRouterName("unknown")]).toEqual([
    "google/gemma-2-9b-it",
    "meta/llama",
    undefined,
  ]);
});

test("an unknown price gives an unknown cost, never 0", () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 2000, is_estimated: false };
  expect(costOf(usage, { input_price: 1, output_price: 2 })).toBeCloseTo(0.005, 12);
  expect(costOf(usage, { input_price: 1, output_price: null })).toBeNull();
  expect(costOf(usage, undefined)).toBeNull();
});

test("a token is four characters, rounded up", () => {
  expect([estimatedTokens(""), estimatedTokens("abcd"), estimatedTokens("abcde")]).toEqual([0, 1, 2]);
});
