// The view that the address selects: "#/" the chat, "#/explorer" the explorer. A hash works in any folder of any host.

import { signal } from "@preact/signals";

export type View = "chat" | "explorer";

const viewOf = (hash: string): View => (hash.startsWith("#/explorer") ? "explorer" : "chat");

export const view = signal<View>("chat");

/** Follows the address. */
export function startView(): void {
  const follow = (): void => void (view.value = viewOf(location.hash));
  addEventListener("hashchange", follow);
  follow();
}

export const addressOf = (name: View): string => (name === "chat" ? "#/" : `#/${name}`);
