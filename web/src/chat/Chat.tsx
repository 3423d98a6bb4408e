import { signal } from "@preact/signals";
import { Menu } from "lucide-preact";
import { useCallback } from "preact/hooks";
import { PreviewPanel } from "../preview/PreviewPanel.js";
import { PreviewStrip } from "../preview/PreviewStrip.js";
import { IconButton } from "../ui/IconButton.js";
import { Composer } from "./Composer.js";
import { ConversationList } from "./ConversationList.js";
import { title } from "./conversations.js";
import { Thread } from "./Thread.js";
import "./chat.css";

/** Which of the side panels a narrow screen shows above the thread. */
const drawer = signal<"none" | "list" | "routing">("none");

export function Chat() {
  const close = useCallback((): void => void (drawer.value = "none"), []);
  return (
    <div class="chat" data-drawer={drawer.value} onKeyDown={(event) => event.key === "Escape" && close()}>
      <ConversationList onChosen={close} />
      <main class="talk" id="main" tabIndex={-1} aria-label="Conversation">
        <div class="talk-bar">
          <IconButton
            label="Conversations"
            aria-expanded={drawer.value === "list"}
            onClick={() => (drawer.value = drawer.value === "list" ? "none" : "list")}
          >
            <Menu size={18} />
          </IconButton>
          <h2>{title.value || "New conversation"}</h2>
        </div>
        <Thread />
        <PreviewStrip
          isOpen={drawer.value === "routing"}
          onToggle={() => (drawer.value = drawer.value === "routing" ? "none" : "routing")}
        />
        <Composer />
      </main>
      <PreviewPanel onClose={close} />
      <div class="shade" onClick={close} />
    </div>
  );
}
