// The decision for the current prompt, updated on every keystroke. The prompt never leaves the browser.

import { batch, effect, signal } from "@preact/signals";
import { latestOnly } from "../router/latest.ts";
import { router } from "../router/router.ts";
import { clearFigures, updateFigures } from "./all_models.ts";
import { requestOptions } from "./controls.ts";
import { decide, type Outcome, type Question } from "./decide.ts";
import { previewQuery } from "./prompt.ts";
import { unavailableReason } from "./served.ts";

export type Preview = { readonly status: "empty" } | Outcome;

export const preview = signal<Preview>({ status: "empty" });

interface Timed {
  readonly question: Question;
  /** performance.now() at the change; the time until the decision is the performance measure "preview". */
  readonly changedAt: number;
}

/** Keeps `preview` up to date with the prompt, the controls and the router. */
export function startPreview(): void {
  // All states take the same queue, so that a late decision never replaces a newer state.
  const update = latestOnly<Timed | Preview>(async (next) => {
    if ("status" in next) return show(next, null);
    const outcome = await decide(next.question);
    if (outcome.status === "decided") performance.measure("preview", { start: next.changedAt });
    show(outcome, next.question);
  });
  effect(() => {
    const current = router.value;
    const query = previewQuery.value;
    const options = requestOptions.value;
    if (unavailableReason.value !== null) update({ status: "failed", query, problem: unavailableReason.value });
    else if (current === null || !current.decidesText || query.trim() === "") update({ status: "empty" });
    else update({ question: { router: current, query, options }, changedAt: performance.now() });
  });
}

function show(next: Preview, question: Question | null): void {
  batch(() => {
    preview.value = next;
    if (question === null || next.status === "empty") clearFigures();
    else updateFigures(question, next);
  });
}
