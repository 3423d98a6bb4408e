// Compiles and instantiates the WebAssembly module, and reads and writes its memory (interface: wasm/abi.h).

import { AlpharouteError, failure, isErrorCode } from "./errors.js";
import { bytesOf, checkIntegrity, type FileSource } from "./sources.js";

/** The module: its file, or the compiled module. */
export type WasmSource = FileSource | WebAssembly.Module;

const kAbi = 1;
const kTrimAbove = 1 << 20; // bytes; a larger input is released after the call

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize?(): void;
  alpharoute_abi(): number;
  alpharoute_input(size: number): number;
  alpharoute_trim(): void;
  alpharoute_output(): number;
  alpharoute_output_size(): number;
  alpharoute_load(artifactSize: number, embedderSize: number): number;
  alpharoute_reprice(router: number, models: number): number;
  alpharoute_unload(router: number): number;
  alpharoute_describe(router: number): number;
  alpharoute_plan(router: number, size: number): number;
  alpharoute_decide_text(router: number, size: number): number;
  alpharoute_decide_embedding(router: number, count: number): number;
  alpharoute_embed(router: number, size: number): number;
  alpharoute_sweep(router: number, alphas: number, dimensions: number): number;
  alpharoute_solve(router: number, size: number): number;
}

/** @internal The calls that return a status. */
export type Call =
  | "alpharoute_load"
  | "alpharoute_reprice"
  | "alpharoute_unload"
  | "alpharoute_describe"
  | "alpharoute_plan"
  | "alpharoute_decide_text"
  | "alpharoute_decide_embedding"
  | "alpharoute_embed"
  | "alpharoute_sweep"
  | "alpharoute_solve";

// A function that returns i8x16.popcnt(i8x16.splat(0)): valid only with SIMD.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** True if WebAssembly has 128-bit SIMD here. */
export function hasSimd(): boolean {
  return WebAssembly.validate(simdProbe);
}

/** @internal */
export async function compile(
  source: WasmSource,
  integrity: string | undefined,
  signal?: AbortSignal,
): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  const bytes = await bytesOf(source, "WebAssembly module", signal);
  await checkIntegrity(bytes, integrity, "WebAssembly module");
  try {
    return await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  } catch (cause) {
    const isBlocked = cause instanceof WebAssembly.CompileError && /content.security.policy/i.test(cause.message);
    if (isBlocked) throw failure("no_wasm", "The page forbids WebAssembly", cause);
    if (!hasSimd()) throw failure("no_simd", "The module needs SIMD, which this browser lacks", cause);
    throw failure("bad_wasm", "The file is not a WebAssembly module", cause);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @internal One instance. Makes new views of the memory after every call, because its buffer changes when memory grows. */
export class CoreModule {
  readonly #exports: Exports;
  #bytes = new Uint8Array(0);
  #cells = new Float64Array(0);
  #inputSize = 0;
  #isBroken = false;

  private constructor(exports: Exports) {
    this.#exports = exports;
  }

  static async instantiate(module: WebAssembly.Module): Promise<CoreModule> {
    const imports = {
      env: { emscripten_notify_memory_growth: () => {} },
      wasi_snapshot_preview1: {
        proc_exit: () => {
          throw new WebAssembly.RuntimeError("the module ended");
        },
      },
    };
    let exports: Exports;
    try {
      exports = (await WebAssembly.instantiate(module, imports)).exports as unknown as Exports;
    } catch (cause) {
      throw failure("bad_wasm", "The WebAssembly module is not part of Alpharoute", cause);
    }
    if (exports.alpharoute_abi?.() !== kAbi)
      throw failure("bad_wasm", "The WebAssembly module has a different version");
    exports._initialize?.();
    return new CoreModule(exports);
  }

  /** Returns space for `size` bytes of input. Valid until the next call. */
  input(size: number): Uint8Array {
    this.#inputSize = size;
    const address = this.#run(() => this.#exports.alpharoute_input(size));
    if (address === 0) throw failure("invalid_argument", `There is no memory for an input of ${size} bytes`);
    this.#refresh();
    return this.#bytes.subarray(address, address + size);
  }

  /** Writes `text` as UTF-8 and returns its size in bytes. A lone surrogate becomes U+FFFD. */
  writeText(text: string): number {
    if (text.length <= 4096) return encoder.encodeInto(text, this.input(3 * text.length)).written;
    const bytes = encoder.encode(text);
    this.input(bytes.length).set(bytes);
    return bytes.length;
  }

  /** Calls the function; throws the core's error if it fails. */
  call(name: Call, first: number, second = 0, third = 0): void {
    const exports: Readonly<Record<Call, (a: number, b: number, c: number) => number>> = this.#exports;
    const status = this.#run(() => exports[name](first, second, third));
    if (this.#inputSize > kTrimAbove) this.#trim();
    if (status !== 0) throw this.#error();
  }

  /** The last call's output as 64-bit floats. Valid until the next call. */
  numbers(): Float64Array {
    this.#refresh();
    const begin = this.#exports.alpharoute_output() >>> 3;
    return this.#cells.subarray(begin, begin + (this.#exports.alpharoute_output_size() >>> 3));
  }

  /** The last call's output. Valid until the next call. */
  output(): Uint8Array {
    this.#refresh();
    const begin = this.#exports.alpharoute_output();
    return this.#bytes.subarray(begin, begin + this.#exports.alpharoute_output_size());
  }

  text(): string {
    return decoder.decode(this.output());
  }

  /** Bytes of memory of the instance. */
  get memoryBytes(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  #trim(): void {
    this.#exports.alpharoute_trim();
    this.#inputSize = 0;
  }

  #refresh(): void {
    const { buffer } = this.#exports.memory;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#cells = new Float64Array(buffer);
  }

  // A trap leaves the memory in an unknown state: the instance must not be called again.
  #run(call: () => number): number {
    if (this.#isBroken) throw failure("crashed", "The WebAssembly module crashed in an earlier call");
    try {
      return call() >>> 0;
    } catch (cause) {
      this.#isBroken = true;
      throw failure("crashed", "The WebAssembly module crashed, probably out of memory", cause);
    }
  }

  #error(): AlpharouteError {
    const text = this.text();
    const end = text.indexOf("\n");
    const code = text.slice(0, end);
    return new AlpharouteError(isErrorCode(code) ? code : "crashed", text.slice(end + 1));
  }
}
