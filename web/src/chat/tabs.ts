// The page in several tabs: what one of them keeps or deletes, the others show, so that none writes over it with an older copy.

import type { Conversation } from "./types.ts";

export type News = { readonly kept: Conversation } | { readonly deleted: string };

const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("alpharoute-conversations");

export function notifyTabs(news: News): void {
  channel?.postMessage(news);
}

export function onTabChange(listener: (news: News) => void): void {
  channel?.addEventListener("message", ({ data }: MessageEvent<News>) => listener(data));
}
