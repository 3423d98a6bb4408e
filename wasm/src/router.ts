// The router: an instance of the module with a loaded artifact.

import { compile, CoreModule, type WasmSource } from "./core_module.js";
import { decodeDecision } from "./decode.js";
import { failure } from "./errors.js";
import { bytesOf, checkIntegrity, type FileSource } from "./sources.js";
import type {
  Budget,
  Choice,
  ClusterDescription,
  Decision,
  Description,
  OperatingPoint,
  Input,
  ModelDescription,
  RequestOptions,
  Segment,
} from "./types.js";

/** SHA-256 of the files: 64 hexadecimal digits, or "sha256-" and base64. A file without one is not checked. */
export interface Integrity {
  readonly artifact?: string;
  readonly embedder?: string;
  readonly wasm?: string;
}

/** The files of a router. */
export interface LoadOptions {
  /** The artifact, a `.safetensors` file from `alpharoute fit`. */
  readonly artifact: FileSource;
  /** The embedder that the artifact names; without it the router decides only from embeddings. */
  readonly embedder?: FileSource | undefined;
  /** The WebAssembly module (default: the package's own). */
  readonly wasm?: WasmSource | undefined;
  /** Rejects a file with a different SHA-256. Has no effect on a compiled `wasm`. */
  readonly integrity?: Integrity | undefined;
  /** Cancels the loading. */
  readonly signal?: AbortSignal | undefined;
}

const kDefaultAlphas: readonly number[] = Array.from({ length: 101 }, (_, step) => step / 100);

// JSON.stringify turns NaN and infinity into null, which would count as not set.
function checkNumbers(options: object): void {
  for (const [key, value] of Object.entries(options)) {
    if (typeof value === "number" && !Number.isFinite(value)) throw failure("invalid_argument", `"${key}" is ${value}`);
    if (key === "budget" && typeof value === "object" && value !== null) checkNumbers(value);
  }
}

function checkedObject<T>(value: T, what: string): T {
  if (typeof value !== "object" || value === null) throw failure("invalid_argument", `The ${what} must be an object`);
  return value;
}

function toJson(options: RequestOptions | undefined): string {
  if (options === undefined) return "{}";
  const json = JSON.stringify(checkedObject(options, "options"));
  if (json.includes("null")) checkNumbers(options);
  return json;
}

/** @internal Loads artifact, embedder and module in parallel. */
export async function loadCore(
  options: LoadOptions,
  fallback: () => WasmSource | Promise<WasmSource>,
): Promise<LoadedCore> {
  const { artifact, embedder, integrity, signal } = options;
  if (signal?.aborted) throw failure("aborted", "Loading was cancelled");
  const [wasm, artifactBytes, embedderBytes] = await Promise.all([
    Promise.resolve(options.wasm ?? fallback()).then((source) => compile(source, integrity?.wasm, signal)),
    bytesOf(artifact, "artifact", signal),
    embedder === undefined ? new Uint8Array(0) : bytesOf(embedder, "embedder", signal),
  ]);
  await checkIntegrity(artifactBytes, integrity?.artifact, "artifact");
  if (embedder !== undefined) await checkIntegrity(embedderBytes, integrity?.embedder, "embedder");
  if (signal?.aborted) throw failure("aborted", "Loading was cancelled");
  if (embedder !== undefined && embedderBytes.length === 0) throw failure("bad_format", "The embedder is empty");
  const core = await CoreModule.instantiate(wasm);
  const room = core.input(artifactBytes.length + embedderBytes.length);
  room.set(artifactBytes);
  room.set(embedderBytes, artifactBytes.length);
  core.call("alpharoute_load", artifactBytes.length, embedderBytes.length);
  return { core, router: core.numbers()[0] as number };
}

/** @internal */
export interface LoadedCore {
  readonly core: CoreModule;
  readonly router: number;
}

/** A loaded router. Every call is synchronous and takes microseconds. */
export abstract class Router {
  readonly #router: number;
  readonly #description: Description;
  #core: CoreModule | undefined;
  #plan = "{}"; // the last options that the module received

  /** @internal */
  protected constructor({ core, router }: LoadedCore) {
    this.#router = router;
    this.#core = core;
    core.call("alpharoute_describe", router);
    this.#description = JSON.parse(core.text()) as Description;
  }

  /**
   * Returns a router in the same module with other prices: the costs and prices of each model in `factors` are multiplied
   * by its factor (above 0, at most 1,000,000). Each router is disposed of separately. Its decisions and description have
   * an empty `artifact`, because no file contains it; its `fit` keeps the old prices.
   */
  reprice(factors: Readonly<Record<string, number>>): Router {
    const core = this.#open();
    const models = this.models();
    const all = new Float64Array(models.length).fill(1);
    for (const [id, factor] of Object.entries(checkedObject(factors, "factors"))) {
      const row = models.findIndex((model) => model.id === id);
      if (row < 0) throw failure("invalid_argument", `The router has no model "${id}"`);
      all[row] = typeof factor === "number" ? factor : NaN;
    }
    const room = core.input(all.byteLength);
    new Float64Array(room.buffer, room.byteOffset, all.length).set(all);
    core.call("alpharoute_reprice", this.#router, all.length);
    return new Repriced({ core, router: core.numbers()[0] as number });
  }

  /** Chooses the model for one input. */
  decide(input: Input, options?: RequestOptions): Decision {
    const core = this.#planned(options);
    if (typeof input === "string") {
      core.call("alpharoute_decide_text", this.#router, core.writeText(input));
    } else {
      core.call("alpharoute_decide_embedding", this.#router, writeEmbedding(core, input));
    }
    return decodeDecision(core.numbers(), this.#description);
  }

  /** Returns one decision for each input, in order. Throws at the first error. */
  decideMany(inputs: readonly Input[], options?: RequestOptions): Decision[] {
    return inputs.map((input) => this.decide(input, options));
  }

  /** Returns the choice at each of `alphas` (default: 0, 0.01, ... 1). Finds the clusters once. */
  sweep(input: Input, alphas: ArrayLike<number> = kDefaultAlphas, options?: RequestOptions): Choice[] {
    const core = this.#planned(options);
    const embedding = typeof input === "string" ? this.embed(input) : checkedEmbedding(input);
    const room = core.input(8 * alphas.length + embedding.byteLength);
    new Float64Array(room.buffer, room.byteOffset, alphas.length).set(alphas);
    new Float32Array(room.buffer, room.byteOffset + 8 * alphas.length, embedding.length).set(embedding);
    core.call("alpharoute_sweep", this.#router, alphas.length, embedding.length);
    return Array.from(core.numbers(), (row, index) => ({
      alpha: alphas[index] as number,
      model: row < 0 ? null : (this.#description.models[row] as ModelDescription).id,
    }));
  }

  /** Returns the choice at every alpha. Ignores `alpha` and `budget`. */
  spectrum(input: Input, options?: RequestOptions): readonly Segment[] {
    return this.decide(input, { ...options, budget: undefined, alpha: 1 }).spectrum;
  }

  /** Finds the alpha that best meets a budget. Ignores `alpha`. */
  solve(budget: Budget, options?: RequestOptions): OperatingPoint {
    const core = this.#open();
    const size = core.writeText(toJson({ ...options, budget }));
    core.call("alpharoute_solve", this.#router, size);
    const [alpha, accuracy, costPer1000] = core.numbers() as unknown as [number, number, number];
    return { alpha, accuracy, cost_per_1000: costPer1000 };
  }

  /** Returns the prompt's embedding, of unit length. */
  embed(text: string): Float32Array {
    const core = this.#open();
    core.call("alpharoute_embed", this.#router, core.writeText(checkedText(text)));
    return new Float32Array(core.output().slice().buffer);
  }

  /** The models that the router chooses from; ties go to the first. */
  models(): readonly ModelDescription[] {
    return this.#description.models;
  }

  /** The clusters of training prompts. */
  clusters(): readonly ClusterDescription[] {
    return this.#description.clusters;
  }

  /** The contents of the artifact. */
  describe(): Description {
    return this.#description;
  }

  /** Bytes of memory of the module. */
  get memoryBytes(): number {
    return this.#open().memoryBytes;
  }

  /**
   * Releases the router's memory, and with the last router of a module the module. Later calls are errors, except a second
   * dispose.
   */
  dispose(): void {
    try {
      this.#core?.call("alpharoute_unload", this.#router);
    } catch {
      // A crashed module has no memory to release.
    }
    this.#core = undefined;
  }

  #open(): CoreModule {
    if (this.#core === undefined) throw failure("disposed", "The router was disposed of");
    return this.#core;
  }

  // Repeated options cost only a comparison.
  #planned(options: RequestOptions | undefined): CoreModule {
    const core = this.#open();
    const json = toJson(options);
    if (json === this.#plan) return core;
    core.call("alpharoute_plan", this.#router, core.writeText(json));
    this.#plan = json;
    return core;
  }
}

class Repriced extends Router {}

function checkedText(text: unknown): string {
  if (typeof text !== "string") throw failure("invalid_argument", "The text must be a string");
  return text;
}

function checkedEmbedding(input: unknown): Float32Array {
  if (!(input instanceof Float32Array))
    throw failure("invalid_argument", "The input must be a string or a Float32Array");
  return input;
}

function writeEmbedding(core: CoreModule, input: Float32Array): number {
  const { length } = checkedEmbedding(input);
  const room = core.input(4 * length);
  new Float32Array(room.buffer, room.byteOffset, length).set(input);
  return length;
}
