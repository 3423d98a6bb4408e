// Data types of the explorer. Unknown numbers are NaN.

import type { Description, Scoring } from "alpharoute";

/** Facts about the measured rows. */
export interface RowsInfo {
  readonly count: number;
  readonly datasets: number;
  /** "recorded", "estimated", "mixed" or "unknown". */
  readonly costs: string;
  /** "test" and "train" only if the router was fitted on the same split of the same data; otherwise "all". */
  readonly split: "test" | "train" | "all";
}

/** A training cluster's mean accuracy and cost per model, before shrinkage and at the artifact's prices. */
export interface ClusterProfile {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  readonly accuracy: readonly number[];
  readonly costUsd: readonly number[];
}

/** A router and the rows that it is measured on. */
export interface SubjectInfo {
  readonly description: Description;
  /** Null without measured rows: the figures are then expectations over the training clusters. */
  readonly rows: RowsInfo | null;
  readonly clusters: readonly ClusterProfile[];
}

/** The user's what-if changes to a router. */
export interface Change {
  readonly scoring: Scoring;
  /** Price factors by model id; 1 for a model that is not listed. */
  readonly factors: Readonly<Record<string, number>>;
  /** Ids of the excluded models. */
  readonly removed: readonly string[];
}

/** Means over the queries. */
export interface Outcome {
  /** 0 to 1. */
  readonly accuracy: number;
  /** USD. */
  readonly costPer1000: number;
}

/** The router's outcome at one α. */
export interface CurvePoint extends Outcome {
  readonly alpha: number;
  /** Share of the queries that each model answers. */
  readonly shares: readonly number[];
  /** Queries without an eligible model; excluded from accuracy and cost. */
  readonly undecided: number;
  /** Queries whose chosen model has no score; excluded from accuracy. */
  readonly unanswered: number;
}

export interface Evaluation {
  readonly change: Change;
  /** One point for each value of `kAlphas`. */
  readonly curve: readonly CurvePoint[];
  /** By model: the outcome if this model answers every query. */
  readonly singleModels: readonly Outcome[];
  /** The best score for each query, at the lowest cost. */
  readonly oracle: Outcome;
  /** A uniformly random choice of model. */
  readonly random: Outcome;
}
