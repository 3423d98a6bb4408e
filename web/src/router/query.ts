// The text that a decision goes by: what the gateway embeds of the same messages.

export interface Turn {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
}

/** The last `turns` user turns that say something, one below the other. */
export function queryOf(messages: readonly Turn[], turns: number): string {
  return messages
    .filter((message) => message.role === "user" && message.content !== "")
    .slice(-turns)
    .map((message) => message.content)
    .join("\n");
}
