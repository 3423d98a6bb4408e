import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { expectedOf } from "../../src/decision/all_models.ts";
import { chosenAlpha, excluded, locked, priceCap } from "../../src/decision/controls.ts";
import { preview, startPreview } from "../../src/decision/preview.ts";
import { previewQuery } from "../../src/decision/prompt.ts";
import { router, routerState } from "../../src/router/router.ts";
import { fakeRouter } from "../fake_router.ts";

vi.useFakeTimers();
beforeAll(startPreview);

let decide: ReturnType<typeof fakeRouter>["decide"];
beforeEach(async () => {
  previewQuery.value = "";
  excluded.value = [];
  locked.value = priceCap.value = chosenAlpha.value = null;
  const fake = fakeRouter();
  decide = fake.decide;
  router.value = fake.router;
  routerState.value = { status: "ready", router: fake.router };
  await vi.runAllTimersAsync();
});

const decisionShown = () => (preview.value.status === "decided" ? preview.value.decision : null);

async function type(text: string): Promise<void> {
  previewQuery.value = text;
  await vi.advanceTimersByTimeAsync(10);
}

test("a keystroke costs one decision", async () => {
  for (const text of ["a", "ab", "abc"]) await type(text);
  expect(decide).toHaveBeenCalledTimes(3);
  expect(preview.value).toMatchObject({ status: "decided", query: "abc" });
});

test("with an excluded model a keystroke costs one decision, and a pause one more for its figures", async () => {
  excluded.value = ["large"];
  for (const text of ["a", "ab", "abc"]) await type(text);
  expect(decide).toHaveBeenCalledTimes(3);
  await vi.runAllTimersAsync();
  expect(decide).toHaveBeenCalledTimes(4);
  expect(expectedOf("large", decisionShown())?.expected_accuracy).toBe(0.03);
});

test("a lock after a decision on all models costs one decision, and their figures stay", async () => {
  await type("abc");
  locked.value = "medium";
  await vi.runAllTimersAsync();
  expect(decide).toHaveBeenCalledTimes(2);
  expect(decisionShown()?.models.map(({ model }) => model)).toEqual(["medium"]);
  expect(expectedOf("small", decisionShown())?.expected_accuracy).toBe(0.03);
});

test("moving the slider does not update the figures of excluded models", async () => {
  excluded.value = ["large"];
  await type("abc");
  await vi.runAllTimersAsync();
  chosenAlpha.value = 0.9;
  await vi.runAllTimersAsync();
  expect(decide).toHaveBeenCalledTimes(3);
});

test("text that changes during a decision costs one more decision, for the newest text", async () => {
  for (const text of ["a", "ab", "abc", "abcd"]) previewQuery.value = text;
  await vi.runAllTimersAsync();
  expect(decide.mock.calls.map(([query]) => query)).toEqual(["a", "abcd"]);
});

test("an empty prompt is not decided, and has no figures", async () => {
  await type("abc");
  await type("  ");
  expect(preview.value).toEqual({ status: "empty" });
  expect(expectedOf("small", null)).toBeUndefined();
  expect(decide).toHaveBeenCalledTimes(1);
});

test("if every model is excluded, the preview shows how to allow one", async () => {
  excluded.value = ["small", "medium", "large"];
  await type("abc");
  expect(preview.value).toMatchObject({
    status: "failed",
    problem: "Every model is excluded. Allow one, or clear all rules.",
  });
});
