// The queries that a router is evaluated on: measured rows, or one query per training cluster.

import type { Router, Scoring } from "alpharoute";

/** Embeddings, and a score and a cost for each query and model (row-major). Unknown values are NaN. */
export interface Queries {
  readonly count: number;
  readonly dimensions: number;
  /** Unit length. */
  readonly embeddings: Float32Array;
  /** 0 to 1. */
  readonly scores: Float32Array | Float64Array;
  /** USD, at the artifact's prices. */
  readonly costs: Float32Array | Float64Array;
  /** Weight of each query; null if every weight is 1. */
  readonly weights: ArrayLike<number> | null;
}

/**
 * Returns one query per non-empty training cluster: its centroid, with the router's expected accuracy and cost of each
 * model, weighted by the cluster's number of prompts.
 */
export function clusterQueries(router: Router, centroids: Float32Array, scoring: Scoring): Queries {
  const { embedder, clusters, models } = router.describe();
  const { dimensions } = embedder;
  const filled = clusters.filter(({ size }) => size > 0);
  const embeddings = new Float32Array(filled.length * dimensions);
  const scores = new Float64Array(filled.length * models.length);
  const costs = new Float64Array(filled.length * models.length);
  filled.forEach(({ id }, query) => {
    const centroid = unitVector(centroids.subarray(id * dimensions, (id + 1) * dimensions));
    embeddings.set(centroid, query * dimensions);
    router
      .decide(centroid, { alpha: 1, scoring })
      .models.forEach(({ expected_accuracy: accuracy, expected_cost_usd: cost }, model) => {
        scores[query * models.length + model] = accuracy === null ? NaN : Math.min(1, Math.max(0, accuracy));
        costs[query * models.length + model] = cost ?? NaN;
      });
  });
  return { count: filled.length, dimensions, embeddings, scores, costs, weights: filled.map(({ size }) => size) };
}

function unitVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
