import { beforeEach, expect, test } from "vitest";
import {
  aim,
  alpha,
  bestShare,
  chosenAlpha,
  costPer1000,
  excluded,
  locked,
  manualChoice,
  priceCap,
  requestOptions,
  setAlpha,
  startManualChoice,
  toggleExcluded,
  toggleLock,
} from "../../src/decision/controls.ts";
import { activeLock, isRestricted, mayAnswer } from "../../src/decision/rules.ts";
import { bestModel } from "../../src/decision/served.ts";
import { router } from "../../src/router/router.ts";
import { fakeRouter } from "../fake_router.ts";

beforeEach(() => {
  router.value = fakeRouter().router;
  aim.value = "slider";
  chosenAlpha.value = locked.value = priceCap.value = costPer1000.value = null;
  excluded.value = [];
});

test("without a choice alpha is the router's default", () => {
  expect(requestOptions.value).toEqual({ alpha: 0.5 });
});

test("the slider moves in thousandths between 0 and 1", () => {
  for (const [to, expected] of [
    [0.12349, 0.123],
    [0.57, 0.57],
    [-1, 0],
    [2, 1],
  ] as const) {
    setAlpha(to);
    expect(alpha.value).toBe(expected);
  }
});

test("a budget and a quality replace alpha, and moving the slider replaces them", () => {
  costPer1000.value = 0.2;
  aim.value = "cost";
  expect(requestOptions.value).toEqual({ budget: { cost_per_1000: 0.2 } });
  bestShare.value = 0.9;
  aim.value = "share";
  expect(requestOptions.value).toEqual({ budget: { best_share: 0.9 } });
  setAlpha(0.3);
  expect(requestOptions.value).toEqual({ alpha: 0.3 });
});

test("a lock takes precedence over exclusions", () => {
  toggleExcluded("small");
  expect(requestOptions.value).toEqual({ alpha: 0.5, deny: ["small"] });
  toggleLock("small");
  expect(requestOptions.value).toEqual({ alpha: 0.5, models: ["small"] });
  expect([mayAnswer("small"), mayAnswer("large")]).toEqual([true, false]);
});

test("rules on models that the router does not know have no effect", () => {
  locked.value = "unknown";
  excluded.value = ["other"];
  expect(requestOptions.value).toEqual({ alpha: 0.5 });
  expect([activeLock.value, isRestricted.value]).toEqual([null, false]);
});

test("a price cap is passed on", () => {
  priceCap.value = 0.001;
  expect(requestOptions.value).toEqual({ alpha: 0.5, max_cost_usd: 0.001 });
});

test("a manual choice is cleared if the next router does not offer the model", () => {
  startManualChoice();
  manualChoice.value = "small";
  expect(manualChoice.value).toBe("small");
  const { router: next } = fakeRouter();
  router.value = { ...next, description: { ...next.description, models: next.description.models.slice(1) } };
  expect(manualChoice.value).toBeNull();
});

test("the best single model has the highest mean accuracy", () => {
  expect(bestModel.value?.id).toBe("large");
});
