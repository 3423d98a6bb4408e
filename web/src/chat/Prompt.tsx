import { Copy, Pencil } from "lucide-preact";
import { announce } from "../ui/announce.js";
import { IconButton } from "../ui/IconButton.js";
import { conversationId, setDraft } from "./conversations.js";
import { editing } from "./draft.js";
import { isAnswering } from "./send.js";
import type { UserMessage } from "./types.js";

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  announce("Copied");
}

export function Prompt({ message }: { readonly message: UserMessage }) {
  const id = conversationId.value;
  const edit = (): void => {
    setDraft(id, message.content);
    editing.value = message.id;
  };
  return (
    <article class="prompt" aria-label="You">
      <p class="prompt-text">{message.content}</p>
      <div class="tools">
        <IconButton label="Copy the prompt" onClick={() => void copyText(message.content)}>
          <Copy size={15} />
        </IconButton>
        <IconButton label="Edit the prompt" disabled={isAnswering(id)} onClick={edit}>
          <Pencil size={15} />
        </IconButton>
      </div>
    </article>
  );
}
