// The text in the composer, and the decision that follows it.

import { computed, effect, signal } from "@preact/signals";
import { previewQuery, sentTo } from "../decision/prompt.ts";
import { queryOf } from "../router/query.ts";
import { router } from "../router/router.ts";
import { conversationId, messages, setDraft } from "./conversations.ts";
import { draftOf } from "./drafts.ts";

/** The message that the composer's text will replace. The draft is kept while it is edited. */
export const editing = signal<{ readonly message: string; readonly text: string } | null>(null);

/** The text in the composer. */
export const typed = computed(() => editing.value?.text ?? draftOf(conversationId.value).text.value);

export function setTyped(id: string, text: string): void {
  if (editing.value === null) setDraft(id, text);
  else editing.value = { ...editing.value, text };
}

// With an empty composer the decision for the last prompt is shown.
const isEmpty = computed(() => typed.value.trim() === "");

/** Keeps the prompt of the decision up to date: the composer's text and the turns before it. */
export function startDraft(): void {
  effect(() => {
    const turns = router.value?.source.turns ?? 1;
    const at = messages.value.findIndex(({ id }) => id === editing.value?.message);
    const before = at < 0 ? messages.value : messages.value.slice(0, at);
    previewQuery.value = queryOf(
      isEmpty.value ? messages.value : [...before, { role: "user", content: typed.value }],
      turns,
    );
  });
  effect(() => {
    const last = messages.value.at(-1);
    sentTo.value = !isEmpty.value ? null : last?.role === "assistant" ? last.receipt.model : "";
  });
}
