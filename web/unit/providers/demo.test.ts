import { expect, test, vi } from "vitest";
import { demoProvider } from "../../src/providers/demo.ts";

const call = (signal: AbortSignal) => ({
  messages: [{ role: "user" as const, content: "Hello there" }],
  model: "some-model",
  routing: undefined,
  signal,
});

test("the demo streams a labelled answer with estimated usage", async () => {
  vi.useFakeTimers();
  const events: string[] = [];
  let text = "";
  const reading = (async () => {
    for await (const event of demoProvider(call(new AbortController().signal))) {
      events.push(event.type);
      if (event.type === "text") text += event.text;
      if (event.type === "usage") expect(event.usage.is_estimated).toBe(true);
    }
  })();
  await vi.runAllTimersAsync();
  await reading;
  vi.useRealTimers();
  expect([events[0], ...events.slice(-2)]).toEqual(["start", "usage", "end"]);
  expect(text).toContain("no model was called");
  expect(text).toContain("`some-model`");
});

test("an abort ends the demo's answer with the abort's reason", async () => {
  const controller = new AbortController();
  const reason = new Error("stopped");
  const reading = (async () => {
    for await (const event of demoProvider(call(controller.signal)))
      if (event.type === "text") controller.abort(reason);
  })();
  await expect(reading).rejects.toBe(reason);
});
