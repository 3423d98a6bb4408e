// The prompt that the current decision is for. The chat sets it.

import { signal } from "@preact/signals";

/** The text to decide for: the prompt, preceded by the user turns that count. */
export const previewQuery = signal("");

/** The model that the prompt was sent to, "" until it is known; null while the prompt is being typed. */
export const sentTo = signal<string | null>(null);
