// The router in a worker: the same calls as promises, which can be cancelled.

import type { WasmSource } from "./core_module.js";
import { AlpharouteError, failure } from "./errors.js";
import type { CallName, Calls, FromThread, ToThread, WireFile } from "./protocol.js";
import type { LoadOptions } from "./router.js";
import { absolute, bytesOf, type FileSource } from "./sources.js";
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

export { AlpharouteError, type ErrorCode } from "./errors.js";
export { hasSimd, type WasmSource } from "./core_module.js";
export type { Integrity, LoadOptions } from "./router.js";
export type { FileSource } from "./sources.js";
export type * from "./types.js";

/** The files of a router in a worker. */
export interface WorkerLoadOptions extends LoadOptions {
  /** A module worker that runs `alpharoute/worker_thread.js` (default: a new one). */
  readonly worker?: Worker | undefined;
}

/** Cancels a call: its promise is rejected with the code "aborted". */
export interface Cancellable {
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: AlpharouteError) => void;
}

/** The worker fetches URLs itself; a Response cannot be sent to it, but its bytes can. */
async function toWire(source: FileSource, what: string, signal: AbortSignal | undefined): Promise<WireFile> {
  if (typeof source === "string" || source instanceof URL) return absolute(source).href;
  return bytesOf(source, what, signal);
}

async function wasmToWire(source: WasmSource | undefined, signal: AbortSignal | undefined) {
  if (source === undefined || source instanceof WebAssembly.Module) return source;
  return toWire(source, "WebAssembly module", signal);
}

function startWorker(): Worker {
  if (typeof Worker === "undefined") throw failure("no_worker", "Workers are not available here");
  // Bundlers find the worker's file by this exact expression.
  return new Worker(new URL("./worker_thread.js", import.meta.url), { type: "module" });
}

/** A router in a worker. Calls are processed in order. */
export class AlpharouteWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #description: Description | undefined;
  #last = 0;
  #isDisposed = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromThread>) => this.#settle(data);
    worker.onerror = (event) =>
      this.#failAll(failure("crashed", `The worker failed: ${event.message ?? "its script did not load"}`));
  }

  /** Starts a worker and loads artifact, embedder and module in it. */
  static async load(options: WorkerLoadOptions): Promise<AlpharouteWorker> {
    const { signal, integrity } = options;
    const [artifact, embedder, wasm] = await Promise.all([
      toWire(options.artifact, "artifact", signal),
      options.embedder === undefined ? undefined : toWire(options.embedder, "embedder", signal),
      wasmToWire(options.wasm, signal),
    ]);
    const router = new AlpharouteWorker(options.worker ?? startWorker());
    try {
      router.#description = await router.#call("load", [{ artifact, embedder, wasm, integrity }], signal);
    } catch (error) {
      router.dispose();
      throw error;
    }
    return router;
  }

  /** Chooses the model for one input. */
  decide(input: Input, options?: RequestOptions & Cancellable): Promise<Decision> {
    const { request, signal } = split(options);
    return this.#call("decide", [input, request], signal);
  }

  /** Returns one decision for each input, in order. */
  decideMany(inputs: readonly Input[], options?: RequestOptions & Cancellable): Promise<Decision[]> {
    const { request, signal } = split(options);
    return this.#call("decideMany", [inputs, request], signal);
  }

  /** Returns the choice at each of `alphas` (default: 0, 0.01, ... 1). */
  sweep(input: Input, alphas?: ArrayLike<number>, options?: RequestOptions & Cancellable): Promise<Choice[]> {
    const { request, signal } = split(options);
    return this.#call("sweep", [input, alphas && Array.from(alphas), request], signal);
  }

  /** Returns the choice at every alpha. Ignores `alpha` and `budget`. */
  spectrum(input: Input, options?: RequestOptions & Cancellable): Promise<readonly Segment[]> {
    const { request, signal } = split(options);
    return this.#call("spectrum", [input, request], signal);
  }

  /** Finds the alpha that best meets a budget. Ignores `alpha`. */
  solve(budget: Budget, options?: RequestOptions & Cancellable): Promise<OperatingPoint> {
    const { request, signal } = split(options);
    return this.#call("solve", [budget, request], signal);
  }

  /** Returns the prompt's embedding, of unit length. */
  embed(text: string, { signal }: Cancellable = {}): Promise<Float32Array> {
    return this.#call("embed", [text], signal);
  }

  /** The models that the router chooses from; ties go to the first. */
  models(): readonly ModelDescription[] {
    return this.describe().models;
  }

  /** The clusters of training prompts. */
  clusters(): readonly ClusterDescription[] {
    return this.describe().clusters;
  }

  /** The contents of the artifact. */
  describe(): Description {
    return this.#description as Description;
  }

  /** Ends the worker. Rejects the calls in progress. */
  dispose(): void {
    this.#isDisposed = true;
    this.#worker.terminate();
    this.#failAll(failure("disposed", "The router was disposed of"));
  }

  #call<Name extends CallName>(call: Name, args: Calls[Name]["arguments"], signal: AbortSignal | undefined) {
    return new Promise<Calls[Name]["result"]>((resolve, reject) => {
      if (this.#isDisposed) return reject(failure("disposed", "The router was disposed of"));
      if (signal?.aborted) return reject(failure("aborted", "The call was cancelled"));
      const id = ++this.#last;
      const cancel = (): void => {
        this.#post({ cancel: id });
        this.#waiting.get(id)?.reject(failure("aborted", "The call was cancelled"));
      };
      const settled = (): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener("abort", cancel);
      };
      this.#waiting.set(id, {
        resolve: (result) => (settled(), resolve(result)),
        reject: (error) => (settled(), reject(error)),
      });
      signal?.addEventListener("abort", cancel);
      try {
        this.#post({ id, call, arguments: args } as ToThread);
      } catch (cause) {
        this.#waiting.get(id)?.reject(failure("invalid_argument", "The arguments cannot be sent to a worker", cause));
      }
    });
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #settle(message: FromThread): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return; // cancelled
    if ("result" in message) waiting.resolve(message.result as never);
    else waiting.reject(new AlpharouteError(message.code, message.message));
  }

  #failAll(error: AlpharouteError): void {
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error);
  }
}

function split(options: (RequestOptions & Cancellable) | undefined) {
  if (options === undefined) return { request: undefined, signal: undefined };
  const { signal, ...request } = options;
  return { request, signal };
}
