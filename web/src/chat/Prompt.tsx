import { Pencil } from "lucide-preact";
import { CopyButton } from "../ui/CopyButton.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { conversationId } from "./conversations.ts";
import { editing } from "./draft.ts";
import { isAnswering } from "./send.ts";
import type { UserMessage } from "./types.ts";

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
