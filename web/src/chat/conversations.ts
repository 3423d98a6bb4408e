// The conversations, and the one that is open.

import { batch, computed, signal } from "@preact/signals";
import { newId } from "../ui/id.ts";
import { isText, persisted } from "../ui/persisted.ts";
import { draftOf, forgetDraft } from "./drafts.ts";
import type { Conversation, Message, StoredConversation } from "./types.ts";

const kTitleLength = 60;

/** Newest first. */
export const conversations = signal<readonly Conversation[]>([]);
const openId = persisted("conversation", "", isText);

const blank = (): Conversation => ({
  id: newId(),
  title: "",
  created: Date.now(),
  updated: Date.now(),
  messages: [],
});

/** A new conversation. It joins `conversations` with its first keystroke. */
const fresh = signal<Conversation>(blank());

export const conversation = computed(() => conversations.value.find(({ id }) => id === openId.value) ?? fresh.value);

// Components read these rather than `conversation` where they can: they change less often.
export const conversationId = computed(() => conversation.value.id);
export const messages = computed(() => conversation.value.messages);
export const title = computed(() => conversation.value.title);

/** The conversations that have a message or a draft. */
export const listed = computed(() =>
  conversations.value.filter(({ id, messages }) => messages.length > 0 || !draftOf(id).isEmpty.value),
);

export function openConversation(id: string): void {
  openId.value = id;
}

/** Opens an empty conversation: the one there is, or a new one. */
export function newConversation(): void {
  const empty = conversations.value.find(({ id, messages }) => messages.length === 0 && draftOf(id).isEmpty.value);
  if (empty === undefined && conversations.value.some(({ id }) => id === fresh.value.id)) fresh.value = blank();
  openId.value = empty?.id ?? fresh.value.id;
}

/** Removes a conversation from the list. */
export function dropConversation(id: string): void {
  batch(() => {
    conversations.value = conversations.value.filter((entry) => entry.id !== id);
    if (fresh.value.id === id) fresh.value = blank();
  });
  forgetDraft(id);
}

export function stored(entry: Conversation): StoredConversation {
  return { ...entry, draft: draftOf(entry.id).text.peek() };
}

/** Puts a stored conversation into the list: replaces an older copy, else goes first. */
export function putStored({ draft, ...entry }: StoredConversation): void {
  const others = conversations.value.filter(({ id }) => id !== entry.id);
  const at = conversations.value.findIndex(({ id }) => id === entry.id);
  batch(() => {
    conversations.value = others.toSpliced(Math.max(0, at), 0, entry);
    draftOf(entry.id).text.value = draft;
  });
}

/** Adds the conversations that the browser has stored; stored copies replace those in the list. */
export function addStored(all: readonly StoredConversation[]): void {
  const ids = new Set(all.map(({ id }) => id));
  const others = conversations.value.filter(({ id }) => !ids.has(id));
  batch(() => {
    for (const { id, draft } of all) draftOf(id).text.value = draft;
    const entries = all.map(({ draft: _, ...entry }) => entry);
    conversations.value = [...others, ...entries].sort((a, b) => b.updated - a.updated);
  });
}

let notify: (id: string) => void = () => undefined;

/** Calls `listener` with the id of each conversation whose draft or messages change here. Replaces the listener. */
export function onChange(listener: (id: string) => void): void {
  notify = listener;
}

export function setDraft(id: string, text: string): void {
  if (!isKnown(id)) return;
  batch(() => {
    addFresh(id);
    draftOf(id).text.value = text;
  });
  notify(id);
}

export function setMessages(id: string, update: (messages: readonly Message[]) => readonly Message[]): void {
  if (!isKnown(id)) return;
  batch(() => {
    addFresh(id);
    conversations.value = conversations.value.map((entry) => {
      if (entry.id !== id) return entry;
      const messages = update(entry.messages);
      return { ...entry, messages, title: titleOf(messages), updated: Date.now() };
    });
  });
  notify(id);
}

// False if the conversation was deleted.
const isKnown = (id: string): boolean => id === fresh.value.id || conversations.value.some((entry) => entry.id === id);

// Adds the new conversation to the list, unless it is there.
function addFresh(id: string): void {
  if (conversations.value.some((entry) => entry.id === id)) return;
  conversations.value = [fresh.value, ...conversations.value];
  openId.value = id; // until the stored conversations are read, openId may name one of them
}

function titleOf(all: readonly Message[]): string {
  const first = all.find(({ role }) => role === "user")?.content ?? "";
  const text = first.trim().replace(/\s+/g, " ");
  return text.length > kTitleLength ? `${text.slice(0, kTitleLength)}…` : text;
}
