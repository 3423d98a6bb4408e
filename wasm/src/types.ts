// What goes in and what comes out. Names are those of the command line's and the HTTP API's JSON.

/** How models are scored; `alpharoute fit` decides which of them an artifact holds. */
export type Scoring = "posterior" | "paper" | "refcode";

/** In place of `alpha`: what choices may cost, or how good they must be, on average. Exactly one of the two. */
export interface Budget {
  /** USD for 1,000 prompts, at most: the best accuracy for it. */
  readonly cost_per_1000?: number | undefined;
  /** Share of the best model's expected accuracy, at least (0 to 1): as cheaply as possible. */
  readonly best_share?: number | undefined;
}

/** What a decision may be asked for. What is left out comes from the artifact's defaults. */
export interface RequestOptions {
  /** The dial: 0 cheapest, 1 best. */
  readonly alpha?: number | undefined;
  readonly scoring?: Scoring | undefined;
  /** Near clusters to read, from 1 up. */
  readonly nearest_clusters?: number | undefined;
  /** Ids of the models that may answer; empty or left out: all. */
  readonly models?: readonly string[] | undefined;
  /** Ids of models that may not. */
  readonly deny?: readonly string[] | undefined;
  /** What a model must be known to have: "tools", "images", ... */
  readonly capabilities?: readonly string[] | undefined;
  /** Tokens that must fit into the model's context. */
  readonly context_tokens?: number | undefined;
  /** Expected USD for this prompt, at most. */
  readonly max_cost_usd?: number | undefined;
  /** Expected accuracy, at least, 0 to 1. */
  readonly min_accuracy?: number | undefined;
  /** Decides alpha; not together with one. */
  readonly budget?: Budget | undefined;
}

/** A prompt, or its embedding: unit length, of the artifact's dimensions, made by the artifact's embedder. */
export type Input = string | Float32Array;

/** What is expected of one model for this prompt; null where it is unknown. */
export interface ModelScore {
  readonly model: string;
  /** At the decision's alpha; null for a model that is not eligible there. */
  readonly score: number | null;
  /** 0 to 1. */
  readonly expected_accuracy: number | null;
  readonly expected_cost_usd: number | null;
  /** Of the expected accuracy. */
  readonly standard_error: number | null;
}

/** One of the clusters of past prompts that a decision goes by. */
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

/** From `from` up to the next segment's `from` (or 1) `model` wins. */
export interface Segment {
  readonly from: number;
  readonly model: string;
}

/** Which model, by how much, and why. */
export interface Decision {
  /** The chosen one. */
  readonly model: string;
  readonly alpha: number;
  readonly scoring: Scoring;
  /** Null if no other model is eligible. */
  readonly runner_up: string | null;
  /** Score ahead of the runner-up; null without one. */
  readonly margin: number | null;
  /** Share of the training prompts that lie nearer to their clusters, 0 to 1. */
  readonly novelty: number;
  /** True from a novelty of 0.99: unlike anything that the router was fitted on. */
  readonly is_novel: boolean;
  /** In the artifact's order. */
  readonly models: readonly ModelScore[];
  /** Nearest first. */
  readonly clusters: readonly NearCluster[];
  /** The choice over the whole dial. */
  readonly spectrum: readonly Segment[];
  /** SHA-256 of the artifact; empty of a router that was repriced. */
  readonly artifact: string;
}

/** The choice at one place of the dial; null where no model is eligible. */
export interface Choice {
  readonly alpha: number;
  readonly model: string | null;
}

/** A place of the dial, and what is expected there on average over the training data. */
export interface OperatingPoint {
  readonly alpha: number;
  readonly accuracy: number;
  readonly cost_per_1000: number;
}

/** A model that the router chooses from; null where something is unknown. */
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
  /** Over the training prompts, 0 to 1. */
  readonly mean_accuracy: number | null;
  readonly mean_cost_usd: number | null;
}

/** A cluster of training prompts, and what is expected of each model there, in the order of `models()`. */
export interface ClusterDescription {
  readonly id: number;
  readonly label: string;
  readonly size: number;
  readonly expected_accuracy: readonly (number | null)[];
  readonly expected_cost_usd: readonly (number | null)[];
}

/** What an artifact says of itself. */
export interface Description {
  /** Its SHA-256; empty of a router that was repriced. */
  readonly artifact: string;
  readonly embedder: { readonly id: string; readonly dimensions: number; readonly sha256: string };
  readonly defaults: { readonly alpha: number; readonly scoring: Scoring; readonly nearest_clusters: number };
  /** Those that the artifact was fitted for. */
  readonly scorings: readonly Scoring[];
  readonly models: readonly ModelDescription[];
  readonly clusters: readonly ClusterDescription[];
  /** How it was fitted. */
  readonly fit: Readonly<Record<string, unknown>>;
}
