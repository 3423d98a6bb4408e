// Generated from the core's lists by tools/glue. Do not edit: run make generate.

/** A scoring mode. `alpharoute fit` decides which modes an artifact has. */
export type Scoring = "posterior" | "paper" | "refcode";

/** @internal Every scoring mode, indexed by its number in a decision in memory. */
export const scorings: readonly Scoring[] = ["posterior", "paper", "refcode"];

/** Sets `alpha` from a limit on the mean cost or accuracy. Has exactly one of the two. */
export interface Budget {
  /** Instead of alpha: highest mean cost of 1,000 prompts, in USD; maximises accuracy. */
  readonly cost_per_1000?: number | undefined;
  /** Instead of alpha: lowest share of the best model's mean accuracy, 0 to 1; minimises cost. */
  readonly best_share?: number | undefined;
}

/** Options of a decision. An option that is not set takes the artifact's default. */
export interface RequestOptions {
  /** Weight of accuracy against cost: 0 cheapest, 1 most accurate. */
  readonly alpha?: number | undefined;
  /** Scoring mode. */
  readonly scoring?: Scoring | undefined;
  /** Number of nearest clusters to read. */
  readonly nearest_clusters?: number | undefined;
  /** Ids of the models that may answer (default: all). */
  readonly models?: readonly string[] | undefined;
  /** Ids of excluded models. */
  readonly deny?: readonly string[] | undefined;
  /** Capabilities that a model must have, such as tools and images. */
  readonly capabilities?: readonly string[] | undefined;
  /** Number of tokens that must fit in the model's context. */
  readonly context_tokens?: number | undefined;
  /** Highest expected cost of this prompt, in USD. */
  readonly max_cost_usd?: number | undefined;
  /** Lowest expected accuracy for this prompt, 0 to 1. */
  readonly min_accuracy?: number | undefined;
  /** Excludes `alpha`. */
  readonly budget?: Budget | undefined;
}

/** @internal The hints of the core's error codes. */
export const coreHints = {
  invalid_argument: "Pass a value in the documented range.",
  bad_format: "Download the file again, or write it again with the version of alpharoute that reads it.",
  bad_embedding: "Pass an embedding of unit length with the artifact's dimensions, made by the artifact's embedder.",
  bad_data: "Fix the data and fit again.",
  wrong_embedder: "Pass the embedder that the artifact names, or fit again with this one.",
  no_text: "Pass a prompt with at least one word.",
  no_model: "Allow more models, or relax the limits.",
  io: "Check the path and the permissions.",
} as const;

/** @internal Longest header of a safetensors file, in bytes. */
export const kMaxHeaderBytes = 1048576;
