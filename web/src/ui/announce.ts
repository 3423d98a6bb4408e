// Announcements for screen readers: changes of state, never the words of an answer.

import { signal } from "@preact/signals";

export const announcement = signal("");

/** Announces `text` once. A repeated text differs by a trailing space, so that it is read again. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
