import { CircleAlert, RotateCcw } from "lucide-preact";
import { Markdown } from "../markdown/lazy_markdown.tsx";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { conversationId, messages } from "./conversations.ts";
import { ReceiptView } from "./ReceiptView.tsx";
import { isAnswering, retry } from "./send.ts";
import type { AssistantMessage } from "./types.ts";

export function Answer({ message }: { readonly message: AssistantMessage }) {
  const { model } = message.receipt;
  const isLast = messages.value.at(-1)?.id === message.id; // asking again for another would take what follows it
  const isBusy = isAnswering(conversationId.value);
  return (
    <article
      class="answer"
      aria-label={`Answer of ${model || "the model"}`}
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
          <span class="unseen">Waiting</span>
          <i />
          <i />
          <i />
        </p>
      )}
      {message.status === "done" && message.content === "" && <p class="soft small">The answer is empty.</p>}
      {message.status === "stopped" && (
        <p class="soft small">
          {message.content === "" ? "Stopped before a word of it." : "Stopped: what is above is not the whole answer."}
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
            {message.status === "failed" && message.content !== "" && " What is above is not the whole answer."}
          </span>
        </p>
      )}
      {message.status !== "streaming" && (
        <div class="tools">
          <CopyButton label="Copy the answer" text={message.content} />
          {isLast && (
            <IconButton label="Ask again" disabled={isBusy} onClick={() => void retry()}>
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
  length: "Cut off at the model's limit of tokens.",
  content_filter: "Ended by the provider's content filter.",
};
