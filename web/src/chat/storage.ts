// Stores conversations in the browser shortly after they change, and keeps tabs in step.

import { signal } from "@preact/signals";
import { addStored, conversations, dropConversation, onChange, putStored, stored } from "./conversations.ts";
import { deleteConversation, readConversations, writeConversation } from "./database.ts";
import { notifyTabs, onTabChange, type TabChange } from "./tabs.ts";
import type { Message, StoredConversation } from "./types.ts";

const kSaveAfterMs = 300;

/** A message if conversations are not stored; null if they are. */
export const storageProblem = signal<string | null>(null);

/** Reads the stored conversations, saves each within 300 ms of a change and when the tab is hidden, and follows other tabs. */
export function startStorage(): void {
  onChange(saveSoon);
  onTabChange(applyTabChange);
  // The last event that a closing tab is sure to get.
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const id of [...timers.keys()]) save(id);
  });
  void readStored();
}

async function readStored(): Promise<void> {
  try {
    addStored((await readConversations()).map(withoutStreaming));
  } catch {
    storageProblem.value =
      "This browser stores no data for this site. Conversations are lost when the page is closed: export what you need.";
  }
}

// An answer that was streaming when the page was closed has stopped.
function withoutStreaming(entry: StoredConversation): StoredConversation {
  const messages = entry.messages.map((message): Message =>
    message.role === "assistant" && message.status === "streaming" ? { ...message, status: "stopped" } : message,
  );
  return { ...entry, messages };
}

/** Deletes a conversation. It leaves the list when the browser has deleted it. */
export async function removeConversation(id: string): Promise<void> {
  await deleteConversation(id).catch(storageFailed);
  dropConversation(id);
  cancelSave(id);
  notifyTabs({ deleted: id });
}

// A conversation with unsaved changes here keeps them.
function applyTabChange(change: TabChange): void {
  if ("deleted" in change) {
    cancelSave(change.deleted);
    dropConversation(change.deleted);
  } else if (!timers.has(change.stored.id)) putStored(change.stored);
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function saveSoon(id: string): void {
  if (timers.has(id)) return;
  timers.set(
    id,
    setTimeout(() => save(id), kSaveAfterMs),
  );
}

function cancelSave(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function save(id: string): void {
  cancelSave(id);
  const entry = conversations.peek().find((other) => other.id === id);
  if (entry === undefined) return;
  const copy = stored(entry);
  void writeConversation(copy).then(() => notifyTabs({ stored: copy }), storageFailed);
}

function storageFailed(): void {
  storageProblem.value =
    "The browser's storage is full or denied. This conversation is lost when the page is closed: export what you need.";
}
