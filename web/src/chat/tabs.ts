// Tells other tabs about stored and deleted conversations, so that none overwrites a conversation with an older copy.

import type { StoredConversation } from "./types.ts";

export type TabChange = { readonly stored: StoredConversation } | { readonly deleted: string };

let channel: BroadcastChannel | undefined;

/** Calls `listener` with changes in other tabs. Call once, before `notifyTabs`. */
export function onTabChange(listener: (change: TabChange) => void): void {
  if (typeof BroadcastChannel === "undefined") return;
  channel = new BroadcastChannel("alpharoute-conversations");
  channel.addEventListener("message", ({ data }: MessageEvent<TabChange>) => listener(data));
}

export function notifyTabs(change: TabChange): void {
  channel?.postMessage(change);
}
