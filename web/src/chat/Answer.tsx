import { CircleAlert, RotateCcw } from "lucide-preact";
import { Markdown } from "../markdown/lazy_markdown.tsx";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { conversationId, messages } from "./conversations.ts";
import { ReceiptView } from "./ReceiptView.tsx";
import { isAnswering, regenerate } from "./send.ts";
import type { AssistantMessage } from "./types.ts";

export function Answer({ message }: { readonly message: AssistantMessage }) {
  const { model } = message.receipt;
  const isLast = messages.value.at(-1)?.id === message.id; // replacing another one would drop the messages after it
  const isBusy = isAnswering(conversationId.value);
  return (
    <article
      class="answer"
      aria-label={`Answer by ${model || "the model"}`}
      aria-busy={message.status === "streaming"}
      style={modelStyle(router.value?.rows.get(model) ?? 0)}
    >
      <h3>
        <span class="swatch" />
        {model || "…"}
      </h3>
      {message.content !== "" && <Markdown text={message.content} />}
      {message.status === "streaming" && message.content === "" && (
        <p class="thinking">
          <span class="visually-hidden">Waiting</span>
          <i />
          <i />
          <i />
        </p>
      )}
      {message.status === "done" && message.content === "" && <p class="soft small">The answer is empty.</p>}
      {message.status === "stopped" && (
        <p class="soft small">
          {message.content === "" ? "Stopped before the first word." : "Stopped: the answer is incomplete."}
        </p>
      )}
      {message.receipt.endedBy && (
        <p class="soft small">{kEndings[message.receipt.endedBy] ?? `Ended by “${message.receipt.endedBy}”.`}</p>
      )}
      {message.problem && (
        <p class="notice bad" role="alert">
          <CircleAlert size={16} />
          <span>
            {message.problem}
            {message.status === "failed" && message.content !== "" && " The answer is incomplete."}
          </span>
        </p>
      )}
      {message.status !== "streaming" && (
        <div class="tools">
          <CopyButton label="Copy the answer" text={message.content} />
          {isLast && (
            <IconButton label="Regenerate" disabled={isBusy} onClick={() => void regenerate()}>
              <RotateCcw size={15} />
            </IconButton>
          )}
        </div>
      )}
      <ReceiptView message={message} />
    </article>
  );
}

const kEndings: Readonly<Record<string, string>> = {
  length: "Truncated at the model's token limit.",
  content_filter: "Ended by the provider's content filter.",
};
