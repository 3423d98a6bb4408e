// A worker that evaluates one router, as promises.

import type { Answers, FromWorker, Question, Source, ToWorker } from "./evaluation_protocol.ts";
import type { Change, Evaluation, Facts } from "./types.ts";

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

export class Evaluator {
  readonly #worker = new Worker(new URL("./evaluation_worker.ts", import.meta.url), { type: "module" });
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("problem" in data) waiting?.reject(new Error(data.problem));
      else waiting?.resolve(data.result as never);
    };
    this.#worker.onerror = () =>
      this.#failAll(new Error("The evaluation's worker could not be started. Reload the page."));
  }

  /** Rejects with a sentence for people. */
  load(artifact: Source, rows: Source | null): Promise<Facts> {
    return this.#ask<"load">({ call: "load", artifact, rows });
  }

  evaluate(change: Change): Promise<Evaluation> {
    return this.#ask<"evaluate">({ call: "evaluate", change });
  }

  /** Ends the worker; what it had not answered is rejected. */
  dispose(): void {
    this.#worker.terminate();
    this.#failAll(new Error("Another router took this one's place."));
  }

  #ask<Call extends keyof Answers>(question: Question): Promise<Answers[Call]> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      const message: ToWorker = { id, ...question };
      this.#worker.postMessage(message);
    });
  }

  #failAll(error: Error): void {
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error);
    this.#waiting.clear();
  }
}
