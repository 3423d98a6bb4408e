// Exports a conversation as Markdown or JSON.

import { download } from "../ui/download.ts";
import { percent, usd } from "../ui/format.ts";
import type { Conversation, Message } from "./types.ts";

export function asJson(conversation: Conversation): string {
  return `${JSON.stringify({ format: "alpharoute-conversation/1", ...conversation }, null, 2)}\n`;
}

export function asMarkdown(conversation: Conversation): string {
  return `# ${conversation.title}\n\n${conversation.messages.map(section).join("\n\n")}\n`;
}

function section(message: Message): string {
  if (message.role === "user") return `## You\n\n${message.content}`;
  const { model, decision, cost_usd } = message.receipt;
  const facts = [
    decision && `${percent(decision.accuracy)} expected at α ${decision.alpha.toFixed(2)}`,
    cost_usd != null && usd(cost_usd),
    message.status !== "done" && message.status,
  ];
  return `## ${model}\n\n${message.content}\n\n*${facts.filter(Boolean).join(", ")}*`;
}

export function exportConversation(conversation: Conversation, form: "json" | "md"): void {
  const name =
    conversation.title
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 40)
      .replace(/^-+|-+$/g, "") || "conversation";
  if (form === "json") download(`${name}.json`, asJson(conversation), "application/json");
  else download(`${name}.md`, asMarkdown(conversation), "text/markdown");
}
