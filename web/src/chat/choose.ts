// Chooses the model for a prompt that is sent.

import type { Decision } from "alpharoute/worker";
import { requestOptions } from "../decision/controls.ts";
import { decide, expectAll } from "../decision/decide.ts";
import { unavailableReason } from "../decision/served.ts";
import { queryOf, type Turn } from "../router/query.ts";
import { router, routerState, settledRouter } from "../router/router.ts";

export interface Chosen {
  readonly decision: Decision | null;
  /** The reason if there is no decision, else "". The gateway can still decide. */
  readonly problem: string;
}

/** Returns the decision that the preview shows for these turns; decides only if it shows another prompt, or none yet. */
export async function chooseModel(turns: readonly Turn[], manual: string | null): Promise<Chosen> {
  const current = routerState.value.status === "loading" ? await settledRouter() : router.value;
  if (unavailableReason.value !== null) return { decision: null, problem: unavailableReason.value };
  if (!current?.decidesText)
    return { decision: null, problem: "No router that can decide for text is loaded. Choose one under Routing." };
  const query = queryOf(turns, current.source.turns);
  const outcome = await decide({ router: current, query, options: requestOptions.value });
  if (outcome.status === "failed") return { decision: null, problem: outcome.problem };
  const { decision } = outcome;
  if (manual === null || decision.models.some(({ model }) => model === manual)) return { decision, problem: "" };
  // The rules exclude the manual choice: its figures come from a decision without rules, as in the preview.
  const models = await expectAll({ router: current, query }).catch(() => decision.models);
  return { decision: { ...decision, models }, problem: "" };
}
