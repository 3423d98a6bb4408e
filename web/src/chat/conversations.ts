// The conversations and which one is open. Every change is kept soon after it is made.

import { computed, signal } from "@preact/signals";
import { newId } from "../ui/id.ts";
import { isText, persisted } from "../ui/persisted.ts";
import { deleteConversation, readConversations, writeConversation } from "./database.ts";
import { onTabChange, notifyTabs } from "./tabs.ts";
import type { Conversation, Message } from "./types.ts";

const kSaveAfterMs = 300;
const kTitleLength = 60;

/** Newest first. */
export const conversations = signal<readonly Conversation[]>([]);
const openId = persisted("conversation", "", isText);

/** Why conversations are not kept, if they are not. */
export const storageProblem = signal<string | null>(null);

const blank = (): Conversation => ({
  id: newId(),
  title: "",
  created: Date.now(),
  updated: Date.now(),
  messages: [],
  draft: "",
});

/** Before the first word of a new one it is only here. */
const fresh = signal<Conversation>(blank());

export const conversation = computed(() => conversations.value.find(({ id }) => id === openId.value) ?? fresh.value);

// What does not change with every key: who reads these is not drawn again while one types.
export const conversationId = computed(() => conversation.value.id);
export const messages = computed(() => conversation.value.messages);
export const title = computed(() => conversation.value.title);

/** Reads what was kept. What was being streamed when the page closed is marked as stopped. */
export async function openChat(): Promise<void> {
  try {
    const kept = await readConversations();
    const others = conversations.value.filter(({ id }) => !kept.some((entry) => entry.id === id));
    conversations.value = [...others, ...kept.map(settled)].sort((a, b) => b.updated - a.updated);
  } catch {
    storageProblem.value =
      "This browser keeps no data for the page: conversations last until it is closed. Export what you need.";
  }
}

function settled(kept: Conversation): Conversation {
  const messages = kept.messages.map((message): Message =>
    message.role === "assistant" && message.status === "streaming" ? { ...message, status: "stopped" } : message,
  );
  return { ...kept, messages };
}

export function openConversation(id: string): void {
  openId.value = id;
}

/** An empty one; if there is one already, that. */
export function newConversation(): void {
  const empty = conversations.value.find(({ messages, draft }) => messages.length === 0 && draft === "");
  if (empty === undefined && conversations.value.some(({ id }) => id === fresh.value.id)) fresh.value = blank();
  openId.value = empty?.id ?? fresh.value.id;
}

/** It goes from the list when it has gone from the browser, so that what is seen is so. */
export async function removeConversation(id: string): Promise<void> {
  await deleteConversation(id).catch(storageFailed);
  conversations.value = conversations.value.filter((entry) => entry.id !== id);
  forgetTimer(id);
  if (fresh.value.id === id) fresh.value = blank();
  notifyTabs({ deleted: id });
}

// What another tab did, but to a conversation that has unsaved changes here.
onTabChange((news) => {
  const id = "deleted" in news ? news.deleted : news.kept.id;
  if ("deleted" in news) forgetTimer(id);
  else if (timers.has(id)) return;
  const others = conversations.value.filter((entry) => entry.id !== id);
  const at =
    "deleted" in news
      ? -1
      : Math.max(
          0,
          conversations.value.findIndex((entry) => entry.id === id),
        );
  conversations.value = "deleted" in news ? others : others.toSpliced(at, 0, news.kept);
});

export function setDraft(id: string, draft: string): void {
  change(id, (entry) => ({ ...entry, draft }));
}

export function setMessages(id: string, update: (messages: readonly Message[]) => readonly Message[]): void {
  change(id, (entry) => {
    const messages = update(entry.messages);
    return { ...entry, messages, title: titleOf(messages), updated: Date.now() };
  });
}

function titleOf(all: readonly Message[]): string {
  const text =
    all
      .find(({ role }) => role === "user")
      ?.content.trim()
      .replace(/\s+/g, " ") ?? "";
  return text.length > kTitleLength ? `${text.slice(0, kTitleLength)}…` : text;
}

function change(id: string, update: (entry: Conversation) => Conversation): void {
  const known = conversations.value.some((entry) => entry.id === id);
  if (!known && id !== fresh.value.id) return; // deleted meanwhile
  if (known) conversations.value = conversations.value.map((entry) => (entry.id === id ? update(entry) : entry));
  else {
    // It is what is shown, whichever one was open when the page was left: that may not be read yet.
    conversations.value = [update(fresh.value), ...conversations.value];
    openId.value = id;
  }
  saveSoon(id);
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function saveSoon(id: string): void {
  if (timers.has(id)) return;
  timers.set(
    id,
    setTimeout(() => save(id), kSaveAfterMs),
  );
}

function forgetTimer(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function save(id: string): void {
  forgetTimer(id);
  const entry = conversations.value.find((other) => other.id === id);
  if (entry) void writeConversation(entry).then(() => notifyTabs({ kept: entry }), storageFailed);
}

function storageFailed(): void {
  storageProblem.value =
    "This browser has no room for the conversation: it lasts until the page is closed. Export what you need.";
}

// The last moment that a page is sure to get.
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const id of [...timers.keys()]) save(id);
});
