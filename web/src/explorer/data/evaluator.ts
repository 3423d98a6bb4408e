// Client of the evaluation worker.

import type {
  EvaluationRequest,
  EvaluationResults,
  RequestMessage,
  ResponseMessage,
  Source,
} from "./evaluation_protocol.ts";
import type { Change, Evaluation, SubjectInfo } from "./types.ts";

interface PendingCall {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that evaluates one router. Rejects with error messages for the user. */
export class Evaluator {
  readonly #worker = new Worker(new URL("./evaluation_worker.ts", import.meta.url), { type: "module" });
  readonly #pending = new Map<number, PendingCall>();
  #lastId = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<ResponseMessage>) => {
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      if ("problem" in data) pending?.reject(new Error(data.problem));
      else pending?.resolve(data.result as never);
    };
    this.#worker.onerror = () => this.#rejectAll(new Error("The evaluation worker could not start. Reload the page."));
  }

  load(artifact: Source, rows: Source | null): Promise<SubjectInfo> {
    return this.#call<"load">({ call: "load", artifact, rows });
  }

  evaluate(change: Change): Promise<Evaluation> {
    return this.#call<"evaluate">({ call: "evaluate", change });
  }

  /** Terminates the worker and rejects the pending calls. */
  dispose(): void {
    this.#worker.terminate();
    this.#rejectAll(new Error("The evaluation was cancelled."));
  }

  #call<Call extends keyof EvaluationResults>(request: EvaluationRequest): Promise<EvaluationResults[Call]> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      const message: RequestMessage = { id, ...request };
      this.#worker.postMessage(message);
    });
  }

  #rejectAll(error: Error): void {
    for (const pending of [...this.#pending.values()]) pending.reject(error);
    this.#pending.clear();
  }
}
