// The expected figures of every model for the current prompt, also of models that the user's rules exclude.

import type { Decision, ModelScore } from "alpharoute/worker";
import { signal } from "@preact/signals";
import type { LoadedRouter } from "../router/router.ts";
import { expectAll, type Outcome } from "./decide.ts";
import { served } from "./served.ts";

interface Prompt {
  readonly router: LoadedRouter;
  readonly query: string;
}

/** Pause in typing, in milliseconds, before excluded models' figures are updated: a keystroke costs one decision. */
const kPauseMs = 150;

const allModels = signal<readonly ModelScore[]>([]);

/** Returns a model's figures from `decision`, or those without the rules if `decision` excludes the model. */
export function expectedOf(model: string, decision: Decision | null): ModelScore | undefined {
  const isIt = (entry: ModelScore): boolean => entry.model === model;
  return decision?.models.find(isIt) ?? allModels.value.find(isIt);
}

/** The prompt of the figures in `allModels`. */
let known: Prompt | null = null;
/** The newest prompt. */
let current: Prompt | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

export function clearFigures(): void {
  clearTimeout(timer);
  current = null;
  keep(null, []);
}

/** Updates the figures after a decision: from the decision if it has all models, else when typing pauses. */
export function updateFigures(prompt: Prompt, outcome: Outcome): void {
  clearTimeout(timer);
  current = prompt;
  const models = outcome.status === "decided" ? outcome.decision.models : [];
  if (served.peek().every((id) => models.some(({ model }) => model === id))) return keep(prompt, models);
  if (known?.router !== prompt.router) keep(null, []);
  if (known?.query !== prompt.query) timer = setTimeout(() => void lookUp(prompt), kPauseMs);
}

async function lookUp(prompt: Prompt): Promise<void> {
  const models = await expectAll(prompt).catch(() => []); // the preview shows the error
  if (current === prompt) keep(prompt, models);
}

function keep(prompt: Prompt | null, models: readonly ModelScore[]): void {
  known = prompt;
  allModels.value = models;
}
