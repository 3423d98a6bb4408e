// @vitest-environment happy-dom
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { chooseModel } from "../../src/chat/choose.ts";
import { conversation, conversationId, messages, newConversation, setDraft } from "../../src/chat/conversations.ts";
import { startDraft, typed } from "../../src/chat/draft.ts";
import { regenerate, send } from "../../src/chat/send.ts";
import { excluded, manualChoice } from "../../src/decision/controls.ts";
import { preview, startPreview } from "../../src/decision/preview.ts";
import { sentTo } from "../../src/decision/prompt.ts";
import { chosenConnection } from "../../src/providers/connection.ts";
import { router, routerState } from "../../src/router/router.ts";
import { fakeRouter } from "../fake_router.ts";

vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"] });
beforeAll(() => {
  chosenConnection.value = "demo";
  startPreview();
  startDraft();
});

let decide: ReturnType<typeof fakeRouter>["decide"];
beforeEach(async () => {
  excluded.value = [];
  manualChoice.value = null;
  const fake = fakeRouter();
  decide = fake.decide;
  router.value = fake.router;
  routerState.value = { status: "ready", router: fake.router };
  newConversation();
  await vi.runAllTimersAsync();
  decide.mockClear();
});

async function type(text: string): Promise<void> {
  setDraft(conversationId.value, text);
  await vi.advanceTimersByTimeAsync(10);
}

async function done(sending: Promise<void>): Promise<void> {
  await vi.runAllTimersAsync();
  await sending;
}

test("Send and Regenerate use the decision that is shown", async () => {
  await type("Sort a list.");
  expect(decide).toHaveBeenCalledTimes(1);
  expect(sentTo.value).toBeNull();
  await done(send(typed.value, null));
  await done(regenerate());
  expect(decide).toHaveBeenCalledTimes(1);
  expect(messages.value.at(-1)).toMatchObject({ status: "done", receipt: { model: "small", chosenBy: "router" } });
  expect(sentTo.value).toBe("small");
  expect(preview.value).toMatchObject({ status: "decided", query: "Sort a list." });
});

test("a draft for the next prompt does not change the decision of Regenerate", async () => {
  await type("First.");
  await done(send(typed.value, null));
  await type("Second.");
  await done(regenerate());
  const last = messages.value.at(-1);
  expect(last?.role === "assistant" && last.receipt.decision?.accuracy).toBe("First.".length / 100);
});

test("the receipt of a manual choice that the rules exclude has the expected figures", async () => {
  excluded.value = ["large"];
  await type("abcde");
  manualChoice.value = "large";
  await done(send(typed.value, null));
  expect(messages.value.at(-1)).toMatchObject({
    receipt: { model: "large", chosenBy: "hand", decision: { accuracy: 0.05, runnerUp: "small" } },
  });
  expect(manualChoice.value).toBeNull();
});

test("a prompt without an eligible model fails with the reason, and the prompt stays", async () => {
  excluded.value = ["small", "medium", "large"];
  await type("abc");
  await done(send(typed.value, null));
  expect(conversation.value.messages).toMatchObject([
    { role: "user", content: "abc" },
    { status: "failed", problem: "Every model is excluded. Allow one, or clear all rules." },
  ]);
});

test("a follow-up is routed with the turns before it", async () => {
  const { decision } = await chooseModel(
    [
      { role: "user", content: "one" },
      { role: "assistant", content: "…" },
      { role: "user", content: "two" },
    ],
    null,
  );
  expect(decision?.models[0]?.expected_accuracy).toBe("one\ntwo".length / 100);
});
