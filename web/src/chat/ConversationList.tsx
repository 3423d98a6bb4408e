import { FileDown, FileJson, Plus, Trash2 } from "lucide-preact";
import { IconButton } from "../ui/IconButton.tsx";
import { conversationId, listed, newConversation, openConversation } from "./conversations.ts";
import { exportConversation } from "./exports.ts";
import { isAnswering, stop } from "./send.ts";
import { removeConversation } from "./storage.ts";
import type { Conversation } from "./types.ts";
import "./list.css";

export function ConversationList({ onChosen }: { readonly onChosen: () => void }) {
  return (
    <nav class="list" aria-label="Conversations">
      <button type="button" class="button" onClick={() => (newConversation(), onChosen())}>
        <Plus size={16} /> New conversation
      </button>
      <ul>
        {listed.value.map((entry) => (
          <Entry key={entry.id} entry={entry} onChosen={onChosen} />
        ))}
      </ul>
      {listed.value.length === 0 && <p class="soft small">Conversations are stored only in this browser.</p>}
    </nav>
  );
}

function Entry({ entry, onChosen }: { readonly entry: Conversation; readonly onChosen: () => void }) {
  const isOpen = entry.id === conversationId.value;
  const title = entry.title || "Unsent draft";
  const remove = (): void => {
    if (!confirm(`Delete “${title}”? This cannot be undone.`)) return;
    stop(entry.id);
    void removeConversation(entry.id);
  };
  return (
    <li class="entry" data-open={isOpen}>
      <button
        type="button"
        class="entry-name"
        aria-current={isOpen ? "true" : undefined}
        onClick={() => (openConversation(entry.id), onChosen())}
      >
        {title}
        {isAnswering(entry.id) && " …"}
      </button>
      {isOpen && (
        <span class="entry-tools">
          {entry.messages.length > 0 && (
            <>
              <IconButton label="Export as Markdown" onClick={() => exportConversation(entry, "md")}>
                <FileDown size={15} />
              </IconButton>
              <IconButton label="Export as JSON" onClick={() => exportConversation(entry, "json")}>
                <FileJson size={15} />
              </IconButton>
            </>
          )}
          <IconButton label="Delete the conversation" onClick={remove}>
            <Trash2 size={15} />
          </IconButton>
        </span>
      )}
    </li>
  );
}
