import { expect, test } from "vitest";
import { plotNames } from "../../../src/explorer/charts/plot_names.ts";

test("names are without the provider", () => {
  expect(plotNames(["openai/gpt-4o", "google/gemma-2-9b-it"], 34, false)).toEqual(["gpt-4o", "gemma-2-9b-it"]);
});

test("narrow plots omit -instruct, -chat and -it", () => {
  const ids = ["meta/llama-3-8b-instruct", "google/gemma-2-9b-it", "qwen/qwen-chat-7b"];
  expect(plotNames(ids, 34, true)).toEqual(["llama-3-8b", "gemma-2-9b", "qwen-7b"]);
});

test("narrow plots keep -instruct if shortened names would not be unique", () => {
  const ids = ["llama-3-8b", "llama-3-8b-instruct"];
  expect(plotNames(ids, 34, true)).toEqual(ids);
});

test("long names are cut in the middle", () => {
  const [name] = plotNames(["an-extremely-long-model-name"], 12, false);
  expect(name).toBe("an-ext…-name");
  expect(name).toHaveLength(12);
});

test("names are longer than the limit if they are not unique otherwise", () => {
  const names = plotNames(["model-version-1-large", "model-version-2-large"], 10, false);
  expect(new Set(names).size).toBe(2);
});
