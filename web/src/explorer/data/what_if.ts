// The what-if settings: prices, removed models and scoring. They affect only the explorer, not the chat.

import { batch, computed, signal } from "@preact/signals";
import type { Scoring } from "alpharoute/worker";
import type { Change } from "./types.ts";

/** Null: the artifact's default. */
export const scoring = signal<Scoring | null>(null);
export const factors = signal<Readonly<Record<string, number>>>({});
export const removed = signal<readonly string[]>([]);

export const isChanged = computed(
  () => scoring.value !== null || removed.value.length > 0 || Object.keys(factors.value).length > 0,
);

export function noChange(defaultScoring: Scoring): Change {
  return { scoring: defaultScoring, factors: {}, removed: [] };
}

export function currentChange(defaultScoring: Scoring): Change {
  return { scoring: scoring.value ?? defaultScoring, factors: factors.value, removed: removed.value };
}

export function reset(): void {
  batch(() => {
    scoring.value = null;
    factors.value = {};
    removed.value = [];
  });
}

export function setFactor(id: string, factor: number): void {
  const { [id]: _, ...others } = factors.value;
  factors.value = factor === 1 ? others : { ...others, [id]: factor };
}

export function toggleRemoved(id: string): void {
  removed.value = removed.value.includes(id) ? removed.value.filter((other) => other !== id) : [...removed.value, id];
}
