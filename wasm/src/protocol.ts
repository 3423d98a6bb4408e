// The messages between the page and the worker.

import type { ErrorCode } from "./errors.js";
import type { Integrity } from "./router.js";
import type { Budget, Choice, Decision, Description, OperatingPoint, Input, RequestOptions, Segment } from "./types.js";

/** @internal A file in a message: its absolute URL, or its bytes. */
export type WireFile = string | Uint8Array;

/** @internal */
export interface WireLoad {
  readonly artifact: WireFile;
  readonly embedder: WireFile | undefined;
  readonly wasm: WireFile | WebAssembly.Module | undefined;
  readonly integrity: Integrity | undefined;
}

/** @internal The calls of the worker, with arguments and results. */
export interface Calls {
  load: { arguments: [WireLoad]; result: Description };
  decide: { arguments: [Input, RequestOptions | undefined]; result: Decision };
  decideMany: { arguments: [readonly Input[], RequestOptions | undefined]; result: Decision[] };
  sweep: { arguments: [Input, readonly number[] | undefined, RequestOptions | undefined]; result: Choice[] };
  spectrum: { arguments: [Input, RequestOptions | undefined]; result: readonly Segment[] };
  solve: { arguments: [Budget, RequestOptions | undefined]; result: OperatingPoint };
  embed: { arguments: [string]; result: Float32Array };
}

/** @internal */
export type CallName = keyof Calls;

/** @internal */
export type ToThread =
  | {
      [Name in CallName]: { readonly id: number; readonly call: Name; readonly arguments: Calls[Name]["arguments"] };
    }[CallName]
  | { readonly cancel: number };

/** @internal */
export type FromThread =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly code: ErrorCode; readonly message: string };
