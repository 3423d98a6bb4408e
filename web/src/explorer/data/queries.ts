// What a router is evaluated on: vectors with each model's score and cost. Measured rows, or clusters that stand for them.

import type { Router, Scoring } from "alpharoute";

/** By query and model, row by row; NaN is unknown. */
export interface Queries {
  readonly count: number;
  readonly dimensions: number;
  /** Unit length. */
  readonly embeddings: Float32Array;
  /** 0 to 1. */
  readonly scores: Float32Array | Float64Array;
  /** USD, at the artifact's prices. */
  readonly costs: Float32Array | Float64Array;
  /** How many queries each stands for; null: one. */
  readonly weights: ArrayLike<number> | null;
}

/** Each training cluster as one query in its middle, with what the router expects there, as often as it has prompts. */
export function clusterQueries(router: Router, centroids: Float32Array, scoring: Scoring): Queries {
  const { embedder, clusters, models } = router.describe();
  const { dimensions } = embedder;
  const filled = clusters.filter(({ size }) => size > 0);
  const embeddings = new Float32Array(filled.length * dimensions);
  const scores = new Float64Array(filled.length * models.length);
  const costs = new Float64Array(filled.length * models.length);
  filled.forEach(({ id }, at) => {
    const middle = unit(centroids.subarray(id * dimensions, (id + 1) * dimensions));
    embeddings.set(middle, at * dimensions);
    router
      .decide(middle, { alpha: 1, scoring })
      .models.forEach(({ expected_accuracy: accuracy, expected_cost_usd: cost }, model) => {
        scores[at * models.length + model] = accuracy === null ? NaN : Math.min(1, Math.max(0, accuracy));
        costs[at * models.length + model] = cost ?? NaN;
      });
  });
  return { count: filled.length, dimensions, embeddings, scores, costs, weights: filled.map(({ size }) => size) };
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
