// Conversations in the browser's IndexedDB. They leave it only by an export.

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { StoredConversation } from "./types.ts";

interface Schema extends DBSchema {
  readonly conversations: { readonly key: string; readonly value: StoredConversation };
}

let database: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>("alpharoute", 1, {
    upgrade: (db) => void db.createObjectStore("conversations", { keyPath: "id" }),
  });
  return database;
}

export async function readConversations(): Promise<readonly StoredConversation[]> {
  return (await open()).getAll("conversations");
}

export async function writeConversation(conversation: StoredConversation): Promise<void> {
  await (await open()).put("conversations", conversation);
}

export async function deleteConversation(id: string): Promise<void> {
  await (await open()).delete("conversations", id);
}
