// Inputs and results. The names equal those in the JSON of the command line and the HTTP API.

import type { Scoring } from "./generated.js";

export type { Budget, RequestOptions, Scoring } from "./generated.js";

/** A prompt, or its embedding of unit length by the artifact's embedder. */
export type Input = string | Float32Array;

/** The expectations of one model for this prompt; null if unknown. */
export interface ModelScore {
  readonly model: string;
  /** At the decision's alpha; null if the model is not eligible there. */
  readonly score: number | null;
  /** 0 to 1. */
  readonly expected_accuracy: number | null;
  readonly expected_cost_usd: number | null;
  /** Standard error of the expected accuracy. */
  readonly standard_error: number | null;
}

/** A cluster of past prompts that the decision is based on. */
export interface NearCluster {
  readonly id: number;
  /** A few frequent terms. */
  readonly label: string;
  /** Training prompts in it. */
  readonly size: number;
  readonly distance: number;
  /** Share in the decision; the weights sum to 1. */
  readonly weight: number;
}

/** `model` scores highest from alpha = `from` to the next segment's `from`, or to 1. */
export interface Segment {
  readonly from: number;
  readonly model: string;
}

/** The chosen model, and the reasons. */
export interface Decision {
  /** Id of the chosen model. */
  readonly model: string;
  readonly alpha: number;
  readonly scoring: Scoring;
  /** Null if no other model is eligible. */
  readonly runner_up: string | null;
  /** Score of the chosen model minus that of the runner-up; null if no other model is eligible. */
  readonly margin: number | null;
  /** Share of the training prompts that are closer to their nearest cluster, 0 to 1. */
  readonly novelty: number;
  /** True from a novelty of 0.99: the prompt is far from the training prompts. */
  readonly is_novel: boolean;
  /** In the artifact's order. */
  readonly models: readonly ModelScore[];
  /** Nearest first. */
  readonly clusters: readonly NearCluster[];
  /** The choice at every alpha. */
  readonly spectrum: readonly Segment[];
  /** SHA-256 of the artifact; empty for a repriced router. */
  readonly artifact: string;
}

/** The choice at one alpha; `model` is null if none is eligible. */
export interface Choice {
  readonly alpha: number;
  readonly model: string | null;
}

/** An alpha with its expected accuracy and cost, averaged over the training data. */
export interface OperatingPoint {
  readonly alpha: number;
  readonly accuracy: number;
  readonly cost_per_1000: number;
}

/** A model that the router chooses from; null for an unknown value. */
export interface ModelDescription {
  readonly id: string;
  readonly name: string;
  /** USD per million prompt tokens. */
  readonly input_price: number | null;
  /** USD per million completion tokens. */
  readonly output_price: number | null;
  /** Tokens. */
  readonly context_length: number | null;
  readonly capabilities: readonly string[];
  /** Mean over the training prompts, 0 to 1. */
  readonly mean_accuracy: number | null;
  readonly mean_cost_usd: number | null;
}

/** A cluster of training prompts, with the expectations of each model in the order of `models()`. */
export interface ClusterDescription {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  readonly expected_accuracy: readonly (number | null)[];
  readonly expected_cost_usd: readonly (number | null)[];
}

/** The contents of an artifact. */
export interface Description {
  /** SHA-256 of the file; empty for a repriced router. */
  readonly artifact: string;
  readonly embedder: { readonly id: string; readonly dimensions: number; readonly sha256: string };
  readonly defaults: { readonly alpha: number; readonly scoring: Scoring; readonly nearest_clusters: number };
  /** The scoring modes that the artifact was fitted for. */
  readonly scorings: readonly Scoring[];
  readonly models: readonly ModelDescription[];
  readonly clusters: readonly ClusterDescription[];
  /** The record of the fit. */
  readonly fit: Readonly<Record<string, unknown>>;
}
