// The draft and the decision for it.

import { computed, effect, signal } from "@preact/signals";
import { previewQuery } from "../routing/preview.js";
import { queryOf } from "../routing/query.js";
import { router } from "../routing/router.js";
import { conversation } from "./conversations.js";

/** The message that the composer's text will replace. */
export const editing = signal<string | null>(null);

/** Nothing is being typed: the preview is of the prompt that was sent last, if there is one. */
export const isBetweenPrompts = computed(() => conversation.value.draft.trim() === "");

/** Keeps the preview on the text as it would be sent: with the turns before it. */
export function previewDraft(): void {
  effect(() => {
    const { messages, draft } = conversation.value;
    const turns = router.value?.source.turns ?? 1;
    const at = messages.findIndex(({ id }) => id === editing.value);
    const before = at < 0 ? messages : messages.slice(0, at);
    previewQuery.value = queryOf(
      isBetweenPrompts.value ? messages : [...before, { role: "user", content: draft }],
      turns,
    );
  });
}
