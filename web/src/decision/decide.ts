// Decisions of the router in its worker. Asking the same question again returns the same decision.

import type { Decision, ModelScore, RequestOptions } from "alpharoute/worker";
import { rememberLast } from "../router/latest.ts";
import type { LoadedRouter } from "../router/router.ts";
import { decisionProblem } from "./no_model.ts";

export interface Question {
  readonly router: LoadedRouter;
  readonly query: string;
  readonly options: RequestOptions;
}

export type Outcome =
  | { readonly status: "decided"; readonly query: string; readonly decision: Decision }
  | { readonly status: "failed"; readonly query: string; readonly problem: string };

/** Decides once per question: the preview and Send share the decision. Never rejects. */
export const decide = rememberLast<Question, Promise<Outcome>>(async ({ router, query, options }) => {
  try {
    return { status: "decided", query, decision: await router.worker.decide(query, options) };
  } catch (error) {
    return { status: "failed", query, problem: decisionProblem(error) };
  }
});

/** Returns the expected figures of all models, also of those that the user's rules exclude. */
export const expectAll = rememberLast<Omit<Question, "options">, Promise<readonly ModelScore[]>>(
  async ({ router, query }) => (await router.worker.decide(query, {})).models,
);
