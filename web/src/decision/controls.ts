// What the user asks of the router: the dial or a budget, and who may answer.

import type { RequestOptions } from "alpharoute/worker";
import { computed, effect, signal } from "@preact/signals";
import { isShare, persisted } from "../ui/persisted.ts";
import { models, router } from "../router/router.ts";
import { served } from "./served.ts";

export type Aim = "dial" | "cost" | "share";
const kAims: readonly Aim[] = ["dial", "cost", "share"];

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string");
const isAmount = (value: unknown): value is number | null =>
  value === null || (typeof value === "number" && value >= 0);
const isIdOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";

/** What decides the trade-off: the dial itself, a cost for 1,000 prompts, or a share of the best accuracy. */
export const aim = persisted<Aim>("aim", "dial", (value): value is Aim => kAims.includes(value as Aim));
/** Null: the artifact's default. */
export const chosenAlpha = persisted<number | null>(
  "alpha",
  null,
  (value): value is number | null => value === null || isShare(value),
);
export const costPer1000 = persisted<number | null>("cost-per-1000", null, isAmount);
export const bestShare = persisted<number>("best-share", 0.95, isShare);

/** Expected USD for one prompt, at most. */
export const priceCap = persisted<number | null>("price-cap", null, isAmount);
/** The only model that may answer. */
export const locked = persisted<string | null>("locked", null, isIdOrNull);
export const excluded = persisted<readonly string[]>("excluded", [], isList);

/** The model that the user picked for the next prompt, against the decision. */
export const byHand = signal<string | null>(null);

// Another router, or another way to send, may not have it.
effect(() => {
  if (byHand.value !== null && router.value !== null && !served.value.includes(byHand.value)) byHand.value = null;
});

export const alpha = computed(() => chosenAlpha.value ?? defaultAlpha.value);
const defaultAlpha = computed(
  () => router.value?.source.gateway?.alpha ?? router.value?.description.defaults.alpha ?? 0.5,
);

/** The controls as the router's options. What names a model that this router does not know is left out. */
export const requestOptions = computed<RequestOptions>(() => {
  const known = new Set(served.value);
  const lock = locked.value !== null && known.has(locked.value) ? [locked.value] : null;
  const only = lock ?? (known.size < models.value.length ? served.value : []);
  const deny = lock ? [] : excluded.value.filter((id) => known.has(id));
  return {
    ...trade(),
    ...(only.length > 0 && { models: only }),
    ...(deny.length > 0 && { deny }),
    ...(priceCap.value !== null && { max_cost_usd: priceCap.value }),
  };
});

function trade(): RequestOptions {
  if (aim.value === "cost" && costPer1000.value !== null) return { budget: { cost_per_1000: costPer1000.value } };
  if (aim.value === "share") return { budget: { best_share: bestShare.value } };
  return { alpha: alpha.value };
}

export function toggleLock(id: string): void {
  locked.value = locked.value === id ? null : id;
}

export function toggleExcluded(id: string): void {
  excluded.value = excluded.value.includes(id)
    ? excluded.value.filter((other) => other !== id)
    : [...excluded.value, id];
}
