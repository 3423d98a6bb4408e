// The errors of the package: each has a code, a message and a hint.

import { coreHints } from "./generated.js";

const hints = {
  ...coreHints,
  // Loading, and the page around it.
  fetch_failed: "Check that the address is right and that the server allows this page to read it.",
  html_instead:
    "Correct the address, or stop the bundler from moving the package (Vite: optimizeDeps.exclude: ['alpharoute']).",
  hash_mismatch: "Download the file again, or correct the expected hash if the file was replaced on purpose.",
  no_hash: "Serve the page over HTTPS or from localhost, where crypto.subtle exists, or omit integrity.",
  bad_wasm: "Pass dist/router.wasm of this version of the package.",
  no_simd: "Pass alpharoute/router.scalar.wasm as wasm, or omit wasm: the package then selects the module.",
  no_wasm: "Allow WebAssembly: add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy.",
  no_worker: "Call this where Worker exists, or pass a worker.",
  disposed: "Load the router again.",
  crashed: "Load the router again. If memory was not exhausted, report the input.",
  aborted: "The caller's signal cancelled it.",
} as const;

/** The codes of the core, which the command line and the HTTP API share, and those of the package. */
export type ErrorCode = keyof typeof hints;

const brand = Symbol.for("alpharoute.error");

/** The only error that this package throws. `instanceof` works across the entries of the package. */
export class AlpharouteError extends Error {
  /** @internal Every entry is bundled with its own copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  override readonly name = "AlpharouteError";
  /** @internal */
  readonly [brand] = true;
  /** For programs. */
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly hint: string;

  /** @internal */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hints[code];
  }
}

/** @internal An error of the package itself: the message ends with the hint. */
export function failure(code: ErrorCode, what: string, cause?: unknown): AlpharouteError {
  return new AlpharouteError(code, `${what}. ${hints[code]}`, cause === undefined ? undefined : { cause });
}

/** @internal */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(hints, code);
}
