// What is expected of every model for the previewed prompt, also of those that may not answer it.

import type { Decision, ModelScore } from "alpharoute/worker";
import { effect, signal } from "@preact/signals";
import { latestOnly } from "../router/latest.ts";
import { previewQuery } from "./preview.ts";
import { router, type LoadedRouter } from "../router/router.ts";
import { isRestricted } from "./rules.ts";

const allModels = signal<readonly ModelScore[]>([]);

/** By the decision, or without its rules for a model that they leave out. */
export function expectedOf(model: string, decision: Decision | null): ModelScore | undefined {
  const isIt = (entry: ModelScore): boolean => entry.model === model;
  return decision?.models.find(isIt) ?? allModels.value.find(isIt);
}

// The figures do not depend on the dial, nor on any rule.
const look = latestOnly<{ readonly router: LoadedRouter; readonly query: string }>(async ({ router, query }) => {
  try {
    const { models } = await router.worker.decide(query, {});
    if (isAsked(router, query)) allModels.value = models;
  } catch {
    allModels.value = []; // the preview says why
  }
});

const isAsked = (of: LoadedRouter, query: string): boolean =>
  isRestricted.peek() && router.peek() === of && previewQuery.peek() === query;

effect(() => {
  const current = router.value;
  const query = previewQuery.value;
  if (!isRestricted.value || current === null || !current.decidesText || query.trim() === "") allModels.value = [];
  else look({ router: current, query });
});
