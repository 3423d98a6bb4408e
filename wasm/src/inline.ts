// The main entry with the module inside this file, for pages without a bundler and for single-file programs.

import { loadCore, Router, type LoadOptions } from "./router.js";
import wasmGzipBase64 from "./router.wasm.gz.js";

export { AlpharouteError, type ErrorCode } from "./errors.js";
export { hasSimd, type WasmSource } from "./core_module.js";
export { Router, type Integrity, type LoadOptions } from "./router.js";
export type { FileSource } from "./sources.js";
export type * from "./types.js";

async function inlined(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(wasmGzipBase64), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** A router whose module is part of this file. Needs SIMD, which all browsers have since 2023. */
export class Alpharoute extends Router {
  /** Loads artifact and embedder. Throws an {@link AlpharouteError}. */
  static async load(options: LoadOptions): Promise<Alpharoute> {
    return new Alpharoute(await loadCore(options, inlined));
  }
}
