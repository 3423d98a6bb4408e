// Evaluates the subject again after every what-if change.

import { batch, computed, effect, signal } from "@preact/signals";
import { latestOnly } from "../../router/latest.ts";
import { problemOf } from "../../router/problem.ts";
import { announce } from "../../ui/announce.ts";
import { evaluation, subject, type Subject } from "./subject.ts";
import type { Change, Evaluation } from "./types.ts";
import { currentChange, isChanged } from "./what_if.ts";

/** A change that is not evaluated yet. */
const pending = signal<Change | null>(null);
export const isEvaluating = computed(() => pending.value !== null);

/** Reason why the latest change could not be evaluated. */
export const evaluationProblem = signal<string | null>(null);

/** Starts evaluating every what-if change. Skips changes that a later one replaces before their turn. */
export function followChanges(): void {
  const evaluateLatest = latestOnly(evaluateChange);
  effect(() => {
    const current = subject.value;
    if (current === null) return;
    const change = currentChange(current.description.defaults.scoring);
    pending.value = isChanged.value ? change : null;
    if (isChanged.value) evaluateLatest({ current, change });
    else
      batch(() => {
        evaluationProblem.value = null;
        evaluation.value = current.unchanged;
      });
  });
}

async function evaluateChange({
  current,
  change,
}: {
  readonly current: Subject;
  readonly change: Change;
}): Promise<void> {
  const start = performance.now();
  let result: Evaluation | null = null;
  let problem: string | null = null;
  try {
    result = await current.evaluator.evaluate(change);
    performance.measure("evaluation", { start });
  } catch (error) {
    problem = problemOf(error);
  }
  if (pending.peek() === change) announceSoon();
  batch(() => {
    if (pending.value === change) pending.value = null;
    if (subject.value !== current || !isChanged.value) return;
    evaluationProblem.value = problem;
    evaluation.value = result ?? evaluation.value;
  });
}

const kAnnounceDelayMs = 700; // one announcement per drag of a slider
let announceTimer: ReturnType<typeof setTimeout> | undefined;

function announceSoon(): void {
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => isChanged.value && announce("Figures updated"), kAnnounceDelayMs);
}
