import { expect, test } from "vitest";
import { summarise } from "../../../src/explorer/data/cluster_summary.ts";
import type { Change, ClusterProfile } from "../../../src/explorer/data/types.ts";

const kModels = ["a", "b", "c"];
const kNoChange: Change = { scoring: "posterior", factors: {}, removed: [] };

const cluster = (accuracy: readonly number[], costUsd: readonly number[]): ClusterProfile => ({
  id: 7,
  label: "algebra",
  size: 12,
  accuracy,
  costUsd,
});

function summaryOf(profile: ClusterProfile, change: Partial<Change> = {}) {
  const [summary] = summarise([profile], kModels, { ...kNoChange, ...change });
  if (summary === undefined) throw new Error("no summary");
  return summary;
}

test("a model within 5 points of the best counts as good, and the cheapest of these is named", () => {
  expect(summaryOf(cluster([0.8, 0.76, 0.74], [3, 2, 1]))).toEqual({
    id: 7,
    label: "algebra",
    size: 12,
    best: 0,
    bestAccuracy: 0.8,
    cheapestGood: 1,
    cheapestGoodCost: 2,
  });
});

test("ties for the best and for the cheapest model go to the first", () => {
  expect(summaryOf(cluster([0.8, 0.8, 0.8], [2, 2, 2]))).toMatchObject({ best: 0, cheapestGood: 0 });
});

test("a removed model is neither the best nor the cheapest", () => {
  const profile = cluster([0.8, 0.76, 0.74], [3, 2, 1]);
  expect(summaryOf(profile, { removed: ["a"] })).toMatchObject({ best: 1, cheapestGood: 2, cheapestGoodCost: 1 });
});

test("a price factor multiplies the model's cost", () => {
  const profile = cluster([0.8, 0.8, 0.1], [3, 2, 1]);
  expect(summaryOf(profile, { factors: { b: 2 } })).toMatchObject({ cheapestGood: 0, cheapestGoodCost: 3 });
});

test("models without a known accuracy or cost are skipped", () => {
  expect(summaryOf(cluster([NaN, 0.5, 0.49], [1, NaN, 2]))).toMatchObject({ best: 1, cheapestGood: 2 });
});

test("a cluster without known accuracies has no best model", () => {
  expect(summaryOf(cluster([NaN, NaN, NaN], [1, 2, 3]))).toMatchObject({
    best: null,
    bestAccuracy: NaN,
    cheapestGood: null,
    cheapestGoodCost: NaN,
  });
});
