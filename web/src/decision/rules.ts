// Who may answer, as the panel shows it: before a prompt is typed there is no decision that would tell.

import { computed } from "@preact/signals";
import { excluded, locked } from "./controls.ts";
import { served } from "./served.ts";

/** The lock, unless this router does not know the model. */
export const activeLock = computed(() =>
  locked.value !== null && served.value.includes(locked.value) ? locked.value : null,
);

export const isRestricted = computed(
  () => activeLock.value !== null || excluded.value.some((id) => served.value.includes(id)),
);

export function mayAnswer(id: string): boolean {
  return activeLock.value === null ? !excluded.value.includes(id) : activeLock.value === id;
}
