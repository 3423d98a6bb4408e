// The main entry of the package: the module is a separate file next to this one.

import { hasSimd } from "./core_module.js";
import { loadCore, Router, type LoadOptions } from "./router.js";

export { AlpharouteError, type ErrorCode } from "./errors.js";
export { hasSimd, type WasmSource } from "./core_module.js";
export { Router, type Integrity, type LoadOptions } from "./router.js";
export type { FileSource } from "./sources.js";
export type * from "./types.js";

/** A router whose module is fetched from the folder of this file, with SIMD if the browser has it. */
export class Alpharoute extends Router {
  /** Loads artifact, embedder and module in parallel. Throws an {@link AlpharouteError}. */
  static async load(options: LoadOptions): Promise<Alpharoute> {
    // Bundlers find the two files by these exact expressions.
    const packaged = (): URL =>
      hasSimd() ? new URL("./router.wasm", import.meta.url) : new URL("./router.scalar.wasm", import.meta.url);
    return new Alpharoute(await loadCore(options, packaged));
  }
}
