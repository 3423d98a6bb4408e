import { Pencil } from "lucide-preact";
import { CopyButton } from "../ui/CopyButton.js";
import { IconButton } from "../ui/IconButton.js";
import { conversationId } from "./conversations.js";
import { editing } from "./draft.js";
import { isAnswering } from "./send.js";
import type { UserMessage } from "./types.js";

export function Prompt({ message }: { readonly message: UserMessage }) {
  const id = conversationId.value;
  const edit = (): void => void (editing.value = { message: message.id, text: message.content });
  return (
    <article class="prompt" aria-label="You" data-editing={editing.value?.message === message.id}>
      <p class="prompt-text">{message.content}</p>
      <div class="tools">
        <CopyButton label="Copy the prompt" text={message.content} />
        <IconButton label="Edit the prompt" disabled={isAnswering(id)} onClick={edit}>
          <Pencil size={15} />
        </IconButton>
      </div>
    </article>
  );
}
