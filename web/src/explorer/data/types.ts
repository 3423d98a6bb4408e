// What is measured, on what, and what comes of it. Unknown numbers are NaN, as in the program.

import type { Description, Scoring } from "alpharoute";

/** Where measured rows come from. */
export interface RowsFacts {
  readonly count: number;
  readonly datasets: number;
  /** Recorded, estimated, mixed or unknown. */
  readonly costs: string;
  /** Test rows are so of the router alone whose fit drew the same split of the same data; of any other they are "all". */
  readonly which: "test" | "train" | "all";
}

/** A cluster's own means by model, neither shrunk nor repriced. */
export interface ClusterProfile {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  readonly accuracy: readonly number[];
  readonly costUsd: readonly number[];
}

/** A router, and what it is measured on. */
export interface Facts {
  readonly description: Description;
  /** Null: there are no rows, and figures are expectations over the training clusters. */
  readonly rows: RowsFacts | null;
  readonly clusters: readonly ClusterProfile[];
}

/** What if. */
export interface Change {
  readonly scoring: Scoring;
  /** By model id; a model that is left out keeps its prices. */
  readonly factors: Readonly<Record<string, number>>;
  /** Ids of the models that may not answer. */
  readonly removed: readonly string[];
}

export interface Outcome {
  /** 0 to 1. */
  readonly accuracy: number;
  /** USD. */
  readonly costPer1000: number;
}

/** What came of one place of the dial. */
export interface Point extends Outcome {
  readonly alpha: number;
  /** Of the queries, by model. */
  readonly shares: readonly number[];
  /** Queries that no model was eligible for; they count in nothing. */
  readonly undecided: number;
  /** Queries that went to a model without a score there. */
  readonly unanswered: number;
}

export interface Evaluation {
  readonly change: Change;
  /** At 0, 0.01, ... 1. */
  readonly curve: readonly Point[];
  /** By model: all queries to it. */
  readonly singles: readonly Outcome[];
  /** The best score of each query for the least money. */
  readonly oracle: Outcome;
  /** A model drawn evenly. */
  readonly random: Outcome;
  /** What it took to compute. */
  readonly milliseconds: number;
}
