// The user's routing controls: the slider or a budget, and the models that may answer.

import type { RequestOptions } from "alpharoute/worker";
import { computed, effect, signal } from "@preact/signals";
import { models, router } from "../router/router.ts";
import { isShare, persisted } from "../ui/persisted.ts";
import { served } from "./served.ts";

export type Aim = "slider" | "cost" | "share";
const kAims: readonly Aim[] = ["slider", "cost", "share"];
const kAlphaSteps = 1000;

const isAim = (value: unknown): value is Aim => kAims.includes(value as Aim);
const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string");
const isAmountOrNull = (value: unknown): value is number | null =>
  value === null || (typeof value === "number" && value >= 0);
const isShareOrNull = (value: unknown): value is number | null => value === null || isShare(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";

/** The control that sets alpha: the slider, a cost for 1,000 prompts, or a share of the best accuracy. */
export const aim = persisted<Aim>("aim", "slider", isAim);
/** Position of the slider; null: the router's default. */
export const chosenAlpha = persisted<number | null>("alpha", null, isShareOrNull);
/** USD. */
export const costPer1000 = persisted<number | null>("cost-per-1000", null, isAmountOrNull);
export const bestShare = persisted<number>("best-share", 0.95, isShare);

/** Maximum expected USD for one prompt. */
export const priceCap = persisted<number | null>("price-cap", null, isAmountOrNull);
/** The only model that may answer. */
export const locked = persisted<string | null>("locked", null, isTextOrNull);
export const excluded = persisted<readonly string[]>("excluded", [], isTextList);

/** The model that the user chose for the next prompt, instead of the router's choice. */
export const manualChoice = signal<string | null>(null);

/** Clears the manual choice if a new router or connection does not offer the model. */
export function startManualChoice(): void {
  effect(() => {
    const model = manualChoice.value;
    if (model !== null && router.value !== null && !served.value.includes(model)) manualChoice.value = null;
  });
}

export const alpha = computed(() => chosenAlpha.value ?? defaultAlpha.value);
const defaultAlpha = computed(
  () => router.value?.source.gateway?.alpha ?? router.value?.description.defaults.alpha ?? 0.5,
);

/** Moves the slider, rounded to thousandths. */
export function setAlpha(value: number): void {
  aim.value = "slider";
  chosenAlpha.value = Math.round(kAlphaSteps * Math.min(1, Math.max(0, value))) / kAlphaSteps;
}

/** The controls as options of the router, without models that the router does not know. */
export const requestOptions = computed<RequestOptions>(() => {
  const known = new Set(served.value);
  const lock = locked.value !== null && known.has(locked.value) ? [locked.value] : null;
  const only = lock ?? (known.size < models.value.length ? served.value : []);
  const deny = lock ? [] : excluded.value.filter((id) => known.has(id));
  return {
    ...tradeOff(),
    ...(only.length > 0 && { models: only }),
    ...(deny.length > 0 && { deny }),
    ...(priceCap.value !== null && { max_cost_usd: priceCap.value }),
  };
});

function tradeOff(): RequestOptions {
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
