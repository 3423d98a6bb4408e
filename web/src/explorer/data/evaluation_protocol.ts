// Messages between the web app and the evaluation worker.

import type { Change, Evaluation, SubjectInfo } from "./types.ts";

/** A file's URL or its bytes. */
export type Source = string | ArrayBuffer;

export type EvaluationRequest =
  | { readonly call: "load"; readonly artifact: Source; readonly rows: Source | null }
  | { readonly call: "evaluate"; readonly change: Change };

export interface EvaluationResults {
  readonly load: SubjectInfo;
  readonly evaluate: Evaluation;
}

export type RequestMessage = EvaluationRequest & { readonly id: number };
export type ResponseMessage =
  | { readonly id: number; readonly result: EvaluationResults[keyof EvaluationResults] }
  | { readonly id: number; readonly problem: string };
