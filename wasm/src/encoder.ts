// Routers fitted with a different embedder than the built-in one: an encoder in the page, such as a feature-extraction
// pipeline of transformers.js, makes the embeddings.

import { failure } from "./errors.js";
import type { Choice, Decision, Description, Input, RequestOptions, Segment } from "./types.js";

/** The result of an encoder: numbers and their shape, `[1, d]` or `[d]`. */
export interface EncoderOutput {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

/** A feature-extraction pipeline of transformers.js, or a function with the same signature. */
export type Encoder = (text: string, options: EncoderOptions) => Promise<EncoderOutput>;

/** Options of a transformers.js pipeline. */
export interface EncoderOptions {
  /** Method to pool the token embeddings; use the one that the model was trained with. */
  readonly pooling?: "mean" | "cls" | "none";
  readonly normalize?: boolean;
}

/** The methods of a router that the adapter calls. `Alpharoute` and `AlpharouteWorker` have them. */
export interface EmbeddingRouter {
  describe(): Description;
  decide(input: Input, options?: RequestOptions): Decision | Promise<Decision>;
  sweep(input: Input, alphas?: ArrayLike<number>, options?: RequestOptions): Choice[] | Promise<Choice[]>;
  spectrum(input: Input, options?: RequestOptions): readonly Segment[] | Promise<readonly Segment[]>;
}

/** The identity of the encoder, and its options. */
export interface EncoderSettings {
  /** The id of the embedder in the artifact (`router.describe().embedder.id`). */
  readonly id: string;
  /** Text before every prompt, for models that were trained with an instruction. */
  readonly prefix?: string;
  /** Default: mean pooling. */
  readonly options?: EncoderOptions;
}

/** A router that embeds text with an encoder. */
export class EncodedRouter {
  readonly #router: EmbeddingRouter;
  readonly #encoder: Encoder;
  readonly #settings: EncoderSettings;
  readonly #dimensions: number;

  /** Throws "wrong_embedder" if `settings.id` is not the artifact's embedder. */
  constructor(router: EmbeddingRouter, encoder: Encoder, settings: EncoderSettings) {
    const { embedder } = router.describe();
    if (embedder.id !== settings.id) {
      throw failure("wrong_embedder", `The artifact was fitted with the embedder ${embedder.id}, not ${settings.id}`);
    }
    this.#router = router;
    this.#encoder = encoder;
    this.#settings = settings;
    this.#dimensions = embedder.dimensions;
  }

  /** The prompt's embedding, of unit length. */
  async embed(text: string): Promise<Float32Array> {
    const { prefix = "", options = { pooling: "mean", normalize: true } } = this.#settings;
    const { data, dims } = await this.#encoder(prefix + text, options);
    if (data.length !== this.#dimensions) {
      throw failure(
        "wrong_embedder",
        `The encoder returned the shape [${dims.join(", ")}], but the artifact needs ${this.#dimensions} dimensions`,
      );
    }
    return unit(data);
  }

  /** Chooses the model for a prompt. */
  async decide(text: string, options?: RequestOptions): Promise<Decision> {
    return this.#router.decide(await this.embed(text), options);
  }

  /** The choice at each of `alphas`. */
  async sweep(text: string, alphas?: ArrayLike<number>, options?: RequestOptions): Promise<Choice[]> {
    return this.#router.sweep(await this.embed(text), alphas, options);
  }

  /** The choice at every alpha. */
  async spectrum(text: string, options?: RequestOptions): Promise<readonly Segment[]> {
    return this.#router.spectrum(await this.embed(text), options);
  }
}

function unit(values: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let i = 0; i < values.length; ++i) squares += (values[i] as number) ** 2;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Infinity))
    throw failure("bad_embedding", "The encoder's embedding is all zero or not finite");
  return Float32Array.from(values, (value) => value / length);
}
