import { expect, test } from "vitest";
import { summaryOf, tradeOffOf, tradeOffTable } from "../../../src/explorer/charts/trade_off.ts";
import type { CurvePoint, Evaluation, Outcome } from "../../../src/explorer/data/types.ts";

const outcome = (costPer1000: number, accuracy: number): Outcome => ({ costPer1000, accuracy });
const point = (alpha: number, costPer1000: number, accuracy: number): CurvePoint => ({
  ...outcome(costPer1000, accuracy),
  alpha,
  shares: [],
  undecided: 0,
  unanswered: 0,
});

const kIds = ["x/cheap", "x/bad", "x/best", "x/unknown"];
const evaluation = (removed: readonly string[] = []): Evaluation => ({
  change: { scoring: "posterior", factors: {}, removed },
  curve: [point(0, 1, 0.5), point(1, 3, 0.8)],
  singleModels: [outcome(1, 0.5), outcome(2, 0.4), outcome(4, 0.7), outcome(NaN, 0.9)],
  oracle: outcome(1, 0.9),
  random: outcome(2, 0.5),
});

test("models with unknown figures are not part of the trade-off", () => {
  const { models, best, frontier } = tradeOffOf(kIds, evaluation());
  expect(models.map(({ id }) => id)).toEqual(["x/cheap", "x/bad", "x/best"]);
  expect(best).toMatchObject({ id: "x/best", row: 2 });
  expect(frontier.map(({ id }) => id)).toEqual(["x/cheap", "x/best"]);
});

test("a removed model is listed separately", () => {
  const { models, removed, best } = tradeOffOf(kIds, evaluation(["x/best"]));
  expect(models.map(({ id }) => id)).toEqual(["x/cheap", "x/bad"]);
  expect(removed.map(({ id }) => id)).toEqual(["x/best"]);
  expect(best?.id).toBe("x/cheap");
});

test("the table has a status only for models, not for references and the router", () => {
  const current = evaluation(["x/bad"]);
  const { columns, rows } = tradeOffTable(kIds, tradeOffOf(kIds, current), current);
  expect(columns.map(({ key }) => key)).toEqual(["method", "alpha", "accuracy", "cost_per_1000_usd", "status"]);
  expect(rows).toEqual([
    ["x/cheap", null, 0.5, 1, "on the frontier"],
    ["x/bad", null, 0.4, 2, "removed"],
    ["x/best", null, 0.7, 4, "on the frontier"],
    ["x/unknown", null, 0.9, NaN, null],
    ["oracle", null, 0.9, 1, null],
    ["random model", null, 0.5, 2, null],
    ["router", 0, 0.5, 1, null],
    ["router", 1, 0.8, 3, null],
  ]);
});

test("a model that another one beats is dominated", () => {
  const current = evaluation();
  expect(tradeOffTable(kIds, tradeOffOf(kIds, current), current).rows[1]?.[4]).toBe("dominated");
});

const kBest = { ...outcome(1, 0.6), row: 0, id: "x/best" };
const kEnd = "best, the best single model.";

test.each([
  [
    point(0.53, 0.39, 0.621),
    `At α 0.53: 62.1 % at $0.390 per 1,000 prompts, 2.1 points above and 61 % cheaper than ${kEnd}`,
  ],
  [
    point(0, 1.5, 0.5),
    `At α 0.00: 50.0 % at $1.50 per 1,000 prompts, 10.0 points below and 50 % more expensive than ${kEnd}`,
  ],
  [
    point(1, 2.5, 0.6),
    `At α 1.00: 60.0 % at $2.50 per 1,000 prompts, as accurate as and 2.5 times as expensive as ${kEnd}`,
  ],
  [point(1, 1.001, 0.7), `At α 1.00: 70.0 % at $1.00 per 1,000 prompts, 10.0 points above and as expensive as ${kEnd}`],
])("the summary compares a point with the best single model", (at, text) => {
  expect(summaryOf(at, kBest)).toBe(text);
});

test("the summary compares only the accuracy if the best model is free", () => {
  expect(summaryOf(point(0.5, 1, 0.7), { ...kBest, costPer1000: 0 })).toBe(
    `At α 0.50: 70.0 % at $1.00 per 1,000 prompts, 10.0 points above ${kEnd}`,
  );
});

test("the summary reports unknown figures and missing models", () => {
  expect(summaryOf(point(0.5, NaN, 0.7), kBest)).toBe("At α 0.50, no model is eligible.");
  expect(summaryOf(point(0.5, 1, 0.7), null)).toBe("At α 0.50: 70.0 % at $1.00 per 1,000 prompts.");
});
