// The text of a conversation that a decision uses: the same text that the gateway embeds.

export interface Turn {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
}

/** Returns the last `turns` non-empty user turns, joined by newlines. */
export function queryOf(messages: readonly Turn[], turns: number): string {
  return messages
    .filter((message) => message.role === "user" && message.content !== "")
    .slice(-turns)
    .map((message) => message.content)
    .join("\n");
}
