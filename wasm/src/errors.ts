// What can go wrong, each with a code for machines, a sentence for people and what to do about it.

const hints = {
  // The core's own (shared/include/alpharoute/status.h).
  invalid_argument: "Pass a value in the documented range.",
  bad_format: "Fetch the file again, or write it again with the version of alpharoute that reads it.",
  bad_embedding: "Pass a Float32Array of the artifact's dimensions and of length one, made by the artifact's embedder.",
  bad_data: "Correct the data and fit again.",
  wrong_embedder: "Pass the embedder that the artifact names, or fit again with this one.",
  no_text: "Pass a prompt that holds a word.",
  no_model: "Allow more models, or ask for less.",
  io: "See whether the file can be read.",
  // Of loading and of the page around it.
  fetch_failed: "See whether the address is right and the server allows this page to read it.",
  html_instead:
    "The server answers with a page where the file should be: correct the address, or keep the bundler from moving the " +
    "package (Vite: optimizeDeps.exclude: ['alpharoute']).",
  hash_mismatch: "Fetch the file again, or correct the expected hash if the file was replaced on purpose.",
  no_hash: "Serve the page over HTTPS or from localhost, where crypto.subtle exists, or leave integrity out.",
  bad_wasm: "Pass dist/router.wasm of this version of the package.",
  no_simd: "Pass alpharoute/router.scalar.wasm as wasm, or leave wasm out: the package then picks the module itself.",
  no_wasm: "Allow WebAssembly: under a Content-Security-Policy, script-src needs 'wasm-unsafe-eval'.",
  no_worker: "Call this where Worker exists, or pass the worker yourself.",
  disposed: "Load the router again.",
  crashed: "Load the router again; if it had memory enough, please report what it was given.",
  aborted: "Nothing to do: the caller's signal cancelled it.",
} as const;

/** For machines. The first eight are those of the command line and the HTTP API. */
export type ErrorCode = keyof typeof hints;

const brand = Symbol.for("alpharoute.error");

/** The one error that this package throws. `instanceof` knows it whichever entry of the package it comes from. */
export class AlpharouteError extends Error {
  /** @internal Every entry is a file of its own, with this class in it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  override readonly name = "AlpharouteError";
  /** @internal */
  readonly [brand] = true;
  /** For machines. */
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

/** @internal Of an error of the package's own, whose message ends with the hint. */
export function failure(code: ErrorCode, what: string, cause?: unknown): AlpharouteError {
  return new AlpharouteError(code, `${what}. ${hints[code]}`, cause === undefined ? undefined : { cause });
}

/** @internal */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(hints, code);
}
