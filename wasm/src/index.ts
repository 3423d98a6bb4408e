// The package's main entry: the module is a file beside this one.

import { hasSimd } from "./core_module.js";
import { loadCore, Router, type LoadOptions } from "./router.js";

export { AlpharouteError, type ErrorCode } from "./errors.js";
export { hasSimd, type WasmSource } from "./core_module.js";
export { Router, type Integrity, type LoadOptions } from "./router.js";
export type { FileSource } from "./sources.js";
export type * from "./types.js";

/** A router whose module is fetched from beside this file: with SIMD where it is known, without elsewhere. */
export class Alpharoute extends Router {
  /** Loads artifact, embedder and module at the same time. Throws an {@link AlpharouteError}. */
  static async load(options: LoadOptions): Promise<Alpharoute> {
    // Bundlers find the two files by these very expressions.
    const beside = (): URL =>
      hasSimd() ? new URL("./router.wasm", import.meta.url) : new URL("./router.scalar.wasm", import.meta.url);
    return new Alpharoute(await loadCore(options, beside));
  }
}
