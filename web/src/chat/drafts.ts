// The unsent text of each conversation. It is kept apart from the conversations, so that a keystroke changes only this.

import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";

export interface Draft {
  readonly text: Signal<string>;
  readonly isEmpty: ReadonlySignal<boolean>;
}

const drafts = new Map<string, Draft>();

/** Returns the draft of a conversation, empty at first. */
export function draftOf(id: string): Draft {
  let draft = drafts.get(id);
  if (draft === undefined) {
    const text = signal("");
    draft = { text, isEmpty: computed(() => text.value === "") };
    drafts.set(id, draft);
  }
  return draft;
}

export function forgetDraft(id: string): void {
  drafts.delete(id);
}
