// What a screen reader is told: states, never tokens.

import { signal } from "@preact/signals";

export const announcement = signal("");

/** Says `text` once; the same text again is said again. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
