// Which view the address shows: "#/" the chat, "#/explorer" the explorer. Works in any folder of any host.

import { signal } from "@preact/signals";

export type View = "chat" | "explorer";

const current = (): View => (location.hash.startsWith("#/explorer") ? "explorer" : "chat");

export const view = signal<View>(current());
addEventListener("hashchange", () => (view.value = current()));

export const addressOf = (name: View): string => (name === "chat" ? "#/" : `#/${name}`);
