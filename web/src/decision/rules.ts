// The user's rules on models, as the panel shows them. They hold before there is a decision.

import { computed } from "@preact/signals";
import { excluded, locked } from "./controls.ts";
import { served } from "./served.ts";

/** The locked model; null if there is none, or the router does not know it. */
export const activeLock = computed(() =>
  locked.value !== null && served.value.includes(locked.value) ? locked.value : null,
);

export const isRestricted = computed(
  () => activeLock.value !== null || excluded.value.some((id) => served.value.includes(id)),
);

export function mayAnswer(id: string): boolean {
  return activeLock.value === null ? !excluded.value.includes(id) : activeLock.value === id;
}
