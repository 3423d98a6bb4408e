import type { Router } from "alpharoute";
import { expect, test } from "vitest";
import { evaluate } from "../../../src/explorer/data/evaluate.ts";
import type { Queries } from "../../../src/explorer/data/queries.ts";
import type { Change } from "../../../src/explorer/data/types.ts";

const kModels = ["cheap", "good"];
const kNoChange: Change = { scoring: "posterior", factors: {}, removed: [] };

/** A router that chooses by `choose(first number of the embedding, alpha)`, and records the options of each sweep. */
function fakeRouter(choose: (query: number, alpha: number) => string | null) {
  const options: unknown[] = [];
  const router = {
    models: () => kModels.map((id) => ({ id })),
    sweep: (embedding: Float32Array, alphas: ArrayLike<number>, option: unknown) => {
      options.push(option);
      return Array.from(alphas, (alpha) => ({ model: choose(embedding[0] as number, alpha) }));
    },
  };
  return { router: router as unknown as Router, options };
}

/** Queries with embeddings 0, 1, ...; each row has the scores and costs of "cheap" and "good". */
const queriesOf = (
  scores: readonly (readonly [number, number])[],
  costs: readonly (readonly [number, number])[],
  weights: readonly number[] | null = null,
): Queries => ({
  count: scores.length,
  dimensions: 1,
  embeddings: Float32Array.from(scores, (_, query) => query),
  scores: Float64Array.from(scores.flat()),
  costs: Float64Array.from(costs.flat()),
  weights,
});

const kScores = [
  [0, 1],
  [1, 1],
] as const;
const kCosts = [
  [0.001, 0.004],
  [0.001, 0.002],
] as const;

test("the curve has the means of the chosen models at each α", () => {
  const { router } = fakeRouter((_, alpha) => (alpha < 0.5 ? "cheap" : "good"));
  const { curve } = evaluate(router, queriesOf(kScores, kCosts), kNoChange);
  expect(curve).toHaveLength(101);
  expect(curve[49]).toEqual({
    alpha: 0.49,
    accuracy: 0.5,
    costPer1000: 1,
    shares: [1, 0],
    undecided: 0,
    unanswered: 0,
  });
  expect(curve[50]).toMatchObject({ alpha: 0.5, accuracy: 1, costPer1000: 3, shares: [0, 1] });
});

test("single models, the oracle and the random model are measured on the same queries", () => {
  const { router } = fakeRouter(() => "cheap");
  const { singleModels, oracle, random } = evaluate(router, queriesOf(kScores, kCosts), kNoChange);
  expect(singleModels).toMatchObject([
    { accuracy: 0.5, costPer1000: 1 },
    { accuracy: 1, costPer1000: 3 },
  ]);
  expect(oracle).toMatchObject({ accuracy: 1, costPer1000: 2.5, shares: [0.5, 0.5] });
  expect(random).toEqual({ accuracy: 0.75, costPer1000: 2 });
});

test("the oracle prefers a known cost to an unknown one", () => {
  const { router } = fakeRouter(() => "cheap");
  const { oracle } = evaluate(router, queriesOf([[1, 1]], [[NaN, 0.5]]), kNoChange);
  expect(oracle).toMatchObject({ shares: [0, 1] });
});

test("a query without an eligible model is undecided and excluded from the means", () => {
  const { router } = fakeRouter((query) => (query === 0 ? null : "good"));
  const { curve } = evaluate(router, queriesOf(kScores, kCosts), kNoChange);
  expect(curve[0]).toMatchObject({ accuracy: 1, costPer1000: 2, shares: [0, 0.5], undecided: 1, unanswered: 0 });
});

test("a missing score counts as unanswered and is excluded from the accuracy, but not from the cost", () => {
  const { router } = fakeRouter(() => "good");
  const { curve } = evaluate(
    router,
    queriesOf(
      [
        [0, NaN],
        [1, 1],
      ],
      kCosts,
    ),
    kNoChange,
  );
  expect(curve[0]).toMatchObject({ accuracy: 1, costPer1000: 3, undecided: 0, unanswered: 1 });
});

test("if no score is known the accuracy is NaN", () => {
  const { router } = fakeRouter(() => "good");
  expect(evaluate(router, queriesOf([[0, NaN]], [[1, 1]]), kNoChange).curve[0]?.accuracy).toBeNaN();
});

test("weights multiply a query's part in every mean", () => {
  const { router } = fakeRouter((query) => (query === 0 ? "cheap" : "good"));
  const { curve } = evaluate(router, queriesOf(kScores, kCosts, [3, 1]), kNoChange);
  expect(curve[0]).toMatchObject({ accuracy: 0.25, shares: [0.75, 0.25] });
  expect(curve[0]?.costPer1000).toBeCloseTo(1.25, 12);
});

test("price factors multiply the costs, and the queries stay unchanged", () => {
  const { router } = fakeRouter(() => "good");
  const queries = queriesOf(kScores, kCosts);
  const { curve, singleModels } = evaluate(router, queries, { ...kNoChange, factors: { good: 2 } });
  expect(curve[0]?.costPer1000).toBe(6);
  expect(singleModels[0]?.costPer1000).toBe(1);
  expect(Array.from(queries.costs)).toEqual(kCosts.flat());
});

test("removed models are denied, and are neither in the oracle nor in the random model", () => {
  const { router, options } = fakeRouter(() => "cheap");
  const { oracle, random } = evaluate(router, queriesOf(kScores, kCosts), { ...kNoChange, removed: ["good"] });
  expect(options).toEqual(Array(2).fill({ scoring: "posterior", deny: ["good"] }));
  expect(oracle).toMatchObject({ shares: [1, 0] });
  expect(random).toEqual({ accuracy: 0.5, costPer1000: 1 });
});
