import { signal } from "@preact/signals";
import { Menu } from "lucide-preact";
import { useCallback, useEffect } from "preact/hooks";
import { PreviewPanel } from "../preview/PreviewPanel.js";
import { PreviewStrip } from "../preview/PreviewStrip.js";
import { previewQuery } from "../routing/preview.js";
import { queryOf } from "../routing/query.js";
import { router } from "../routing/router.js";
import { IconButton } from "../ui/IconButton.js";
import { Composer, editing } from "./Composer.js";
import { ConversationList } from "./ConversationList.js";
import { conversation, title } from "./conversations.js";
import { Thread } from "./Thread.js";
import "./chat.css";

/** Which of the side panels a narrow screen shows above the thread. */
const drawer = signal<"none" | "list" | "routing">("none");

// The preview is for the text as it would be sent: with the turns before it.
function useQuery(): void {
  const { messages, draft } = conversation.value;
  const turns = router.value?.source.turns ?? 1;
  const at = messages.findIndex(({ id }) => id === editing.value);
  const before = at < 0 ? messages : messages.slice(0, at);
  const query = draft.trim() === "" ? "" : queryOf([...before, { role: "user", content: draft }], turns);
  useEffect(() => {
    previewQuery.value = query;
  }, [query]);
}

/** Draws nothing: what follows the draft is drawn with every key, and the rest of the chat is not. */
function PreviewedDraft() {
  useQuery();
  return null;
}

export function Chat() {
  const close = useCallback((): void => void (drawer.value = "none"), []);
  return (
    <div class="chat" data-drawer={drawer.value} onKeyDown={(event) => event.key === "Escape" && close()}>
      <PreviewedDraft />
      <ConversationList onChosen={close} />
      <main class="talk" id="main" tabIndex={-1} aria-label="Conversation">
        <div class="talk-bar">
          <IconButton label="Conversations" aria-expanded={drawer.value === "list"} onClick={() => (drawer.value = drawer.value === "list" ? "none" : "list")}>
            <Menu size={18} />
          </IconButton>
          <h2>{title.value || "New conversation"}</h2>
        </div>
        <Thread />
        <PreviewStrip isOpen={drawer.value === "routing"} onToggle={() => (drawer.value = drawer.value === "routing" ? "none" : "routing")} />
        <Composer />
      </main>
      <PreviewPanel onClose={close} />
      <div class="shade" onClick={close} />
    </div>
  );
}
