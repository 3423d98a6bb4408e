// The draft and the decision for it.

import { computed, effect, signal } from "@preact/signals";
import { previewQuery } from "../decision/preview.ts";
import { queryOf } from "../router/query.ts";
import { router } from "../router/router.ts";
import { conversation, setDraft } from "./conversations.ts";

/** A message that the composer's text will replace. The draft waits meanwhile. */
export const editing = signal<{ readonly message: string; readonly text: string } | null>(null);

/** What stands in the composer. */
export const typed = computed(() => editing.value?.text ?? conversation.value.draft);

export function setTyped(id: string, text: string): void {
  if (editing.value === null) setDraft(id, text);
  else editing.value = { ...editing.value, text };
}

/** Nothing is being typed: the preview is of the prompt that was sent last, if there is one. */
export const isBetweenPrompts = computed(() => typed.value.trim() === "");

/** Keeps the preview on the text as it would be sent: with the turns before it. */
export function previewDraft(): void {
  effect(() => {
    const { messages } = conversation.value;
    const turns = router.value?.source.turns ?? 1;
    const at = messages.findIndex(({ id }) => id === editing.value?.message);
    const before = at < 0 ? messages : messages.slice(0, at);
    previewQuery.value = queryOf(
      isBetweenPrompts.value ? messages : [...before, { role: "user", content: typed.value }],
      turns,
    );
  });
}
