// What the page and the evaluation's worker say to each other.

import type { Change, Evaluation, Facts } from "./types.ts";

/** An address, or the file itself. */
export type Source = string | ArrayBuffer;

export type Question =
  | { readonly call: "load"; readonly artifact: Source; readonly rows: Source | null }
  | { readonly call: "evaluate"; readonly change: Change };

export interface Answers {
  readonly load: Facts;
  readonly evaluate: Evaluation;
}

export type ToWorker = Question & { readonly id: number };
export type FromWorker =
  { readonly id: number; readonly result: Answers[keyof Answers] } | { readonly id: number; readonly problem: string };
