import { signal } from "@preact/signals";
import { Menu } from "lucide-preact";
import { useCallback, useEffect } from "preact/hooks";
import { PreviewPanel } from "../preview/PreviewPanel.tsx";
import { PreviewStrip } from "../preview/PreviewStrip.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Composer } from "./Composer.tsx";
import { ConversationList } from "./ConversationList.tsx";
import { title } from "./conversations.ts";
import { Thread } from "./Thread.tsx";
import "./chat.css";

/** The side panel that a narrow screen shows over the thread. */
const drawer = signal<"none" | "list" | "routing">("none");

/** Screens that show the routing panel next to the thread; as in chat.css. */
const kWide = "(min-width: 861px)";

export function Chat() {
  const close = useCallback((): void => void (drawer.value = "none"), []);
  useEffect(() => {
    const wide = matchMedia(kWide);
    wide.addEventListener("change", close);
    return () => wide.removeEventListener("change", close);
  }, []);
  return (
    <div class="chat" data-drawer={drawer.value} onKeyDown={(event) => event.key === "Escape" && close()}>
      <ConversationList onChosen={close} />
      <main class="talk" id="main" tabIndex={-1} aria-label="Conversation" inert={drawer.value === "routing"}>
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
      <PreviewPanel isOpen={drawer.value === "routing"} onClose={close} />
      <div class="shade" onClick={close} />
    </div>
  );
}
