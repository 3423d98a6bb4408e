// Routers fitted with another embedder than the built-in one: an encoder that runs in the page, such as a
// feature-extraction pipeline of transformers.js, makes the vectors.

import { failure } from "./errors.js";
import type { Choice, Decision, Description, Input, RequestOptions, Segment } from "./types.js";

/** What an encoder gives: numbers, and their shape (`[1, d]` or `[d]`). */
export interface EncoderOutput {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

/** A feature-extraction pipeline of transformers.js, or anything that is called like one. */
export type Encoder = (text: string, options: EncoderOptions) => Promise<EncoderOutput>;

/** What a transformers.js pipeline understands. */
export interface EncoderOptions {
  /** How token vectors become one: as the model was trained. */
  readonly pooling?: "mean" | "cls" | "none";
  readonly normalize?: boolean;
}

/** What of a router the adapter calls. `Alpharoute` and `AlpharouteWorker` have it. */
export interface EmbeddingRouter {
  describe(): Description;
  decide(input: Input, options?: RequestOptions): Decision | Promise<Decision>;
  sweep(input: Input, alphas?: ArrayLike<number>, options?: RequestOptions): Choice[] | Promise<Choice[]>;
  spectrum(input: Input, options?: RequestOptions): readonly Segment[] | Promise<readonly Segment[]>;
}

/** Which encoder it is, and how it is called. */
export interface EncoderSettings {
  /** The embedder's id, as the artifact names it (`router.describe().embedder.id`). */
  readonly id: string;
  /** Written before every prompt, for models that were trained with an instruction. */
  readonly prefix?: string;
  /** By default mean pooling. */
  readonly options?: EncoderOptions;
}

/** A router that reads text through an encoder. */
export class EncodedRouter {
  readonly #router: EmbeddingRouter;
  readonly #encoder: Encoder;
  readonly #settings: EncoderSettings;
  readonly #dimensions: number;

  /** Throws "wrong_embedder" if the artifact was fitted with another embedder than `settings.id`. */
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
      throw failure("wrong_embedder", `The encoder makes [${dims.join(", ")}] numbers, the artifact needs ${this.#dimensions}`);
    }
    return unit(data);
  }

  /** Picks the model for a prompt. */
  async decide(text: string, options?: RequestOptions): Promise<Decision> {
    return this.#router.decide(await this.embed(text), options);
  }

  /** The choice at each of `alphas`. */
  async sweep(text: string, alphas?: ArrayLike<number>, options?: RequestOptions): Promise<Choice[]> {
    return this.#router.sweep(await this.embed(text), alphas, options);
  }

  /** The choice over the whole dial. */
  async spectrum(text: string, options?: RequestOptions): Promise<readonly Segment[]> {
    return this.#router.spectrum(await this.embed(text), options);
  }
}

function unit(values: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let i = 0; i < values.length; ++i) squares += (values[i] as number) ** 2;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Infinity)) throw failure("bad_embedding", "The encoder's vector has no length");
  return Float32Array.from(values, (value) => value / length);
}
