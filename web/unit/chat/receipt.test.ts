import { beforeEach, expect, test } from "vitest";
import { asJson, asMarkdown } from "../../src/chat/exports.ts";
import { closeReceipt, kGatewayModel, openReceipt, savingsOf } from "../../src/chat/receipt.ts";
import type { Conversation, Receipt } from "../../src/chat/types.ts";
import { locked } from "../../src/decision/controls.ts";
import { gatewayPrices } from "../../src/gateway/gateway.ts";
import { router } from "../../src/router/router.ts";
import { decisionOf, fakeRouter } from "../fake_router.ts";

beforeEach(() => {
  router.value = fakeRouter().router;
  locked.value = null;
  gatewayPrices.value = new Map();
});

test("the receipt of the router's choice has the margin to the runner-up", () => {
  expect(openReceipt("demo", decisionOf("abc"), null)).toMatchObject({
    model: "small",
    chosenBy: "router",
    decision: { runnerUp: "medium", margin: 0.1, accuracy: 0.03, clusters: ["code"] },
  });
});

test("the receipt of a manual choice names the router's choice", () => {
  expect(openReceipt("demo", decisionOf("abc"), "large")).toMatchObject({
    model: "large",
    chosenBy: "hand",
    decision: { runnerUp: "small", margin: null },
  });
});

test("without a decision the gateway chooses", () => {
  expect(openReceipt("gateway", null, null)).toMatchObject({ model: kGatewayModel, decision: null });
});

test("a locked model is marked as locked", () => {
  locked.value = "small";
  expect(openReceipt("demo", decisionOf("abc", { models: ["small"] }), null).chosenBy).toBe("lock");
});

const kUsage = { prompt_tokens: 1_000_000, completion_tokens: 0, is_estimated: false };

test("costs use the reported usage at list prices, for the model and the best single model", () => {
  const receipt = closeReceipt(openReceipt("demo", decisionOf("abc"), null), kUsage, [], "");
  expect(receipt).toMatchObject({ cost_usd: 1, best: { model: "large", cost_usd: 3 } });
});

test("through the gateway its own prices count", () => {
  gatewayPrices.value = new Map([["small", { input_price: 0.5, output_price: 0.5 }]]);
  expect(closeReceipt(openReceipt("gateway", decisionOf("abc"), null), kUsage, [], "").cost_usd).toBe(0.5);
  expect(closeReceipt(openReceipt("direct", decisionOf("abc"), null), kUsage, [], "").cost_usd).toBe(1);
});

test("without reported usage it is estimated from the text", () => {
  const receipt = openReceipt("direct", decisionOf("abc"), null);
  expect(closeReceipt(receipt, undefined, [{ role: "user", content: "12345678" }], "1234").usage).toEqual({
    prompt_tokens: 2,
    completion_tokens: 1,
    is_estimated: true,
  });
});

const paid = (connection: Receipt["connection"], spent: number | null, best: number) => ({
  role: "assistant",
  receipt: { connection, cost_usd: spent, best: { model: "large", cost_usd: best } } as Receipt,
});

test("savings sum the answers with known costs, and demo answers only without others", () => {
  expect(savingsOf([{ role: "user" }])).toBeNull();
  expect(savingsOf([paid("demo", 1, 2), paid("demo", 1, 2)])).toEqual({ spent: 2, best: 4 });
  expect(savingsOf([paid("demo", 1, 2), paid("direct", 3, 5), paid("direct", null, 5)])).toEqual({ spent: 3, best: 5 });
});

const kConversation: Conversation = {
  id: "x",
  title: "Hello",
  created: 0,
  updated: 0,
  messages: [
    { id: "1", role: "user", content: "Hello", at: 0 },
    {
      id: "2",
      role: "assistant",
      content: "Hi.",
      at: 0,
      status: "stopped",
      receipt: { ...openReceipt("demo", decisionOf("Hello"), null), cost_usd: 0.0577 },
    },
  ],
};

test("a conversation is exported as Markdown with the expected accuracy and the cost", () => {
  router.value = fakeRouter().router;
  expect(asMarkdown(kConversation)).toBe(
    "# Hello\n\n## You\n\nHello\n\n## small\n\nHi.\n\n*5.0 % expected at α 0.50, $0.0577, stopped*\n",
  );
});

test("the JSON export names its format", () => {
  expect(JSON.parse(asJson(kConversation))).toMatchObject({ format: "alpharoute-conversation/1", title: "Hello" });
});
