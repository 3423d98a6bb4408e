// Tokenizer of formulas in Markdown: $...$, $$...$$, \(...\) and \[...\].

import type { TokenizerExtension, TokenizerThis, Tokens } from "marked";

// No space inside the dollar signs and no digit after them: "$5 and $6" are amounts.
const kInline: readonly RegExp[] = [/^\$(?![\s$])((?:\\.|[^\\$\n])*?)(?<!\s)\$(?!\d)/, /^\\\(([\s\S]+?)\\\)/];
const kBlock: readonly RegExp[] = [/^\$\$([\s\S]+?)\$\$(?:\n+|$)/, /^\\\[([\s\S]+?)\\\](?:\n+|$)/];

function extension(level: "inline" | "block", patterns: readonly RegExp[], begin: RegExp): TokenizerExtension {
  return {
    name: "maths",
    level,
    start: (text: string) => {
      const at = text.search(begin);
      return at < 0 ? undefined : at;
    },
    tokenizer(this: TokenizerThis, text: string): Tokens.Generic | undefined {
      for (const pattern of patterns) {
        const match = pattern.exec(text);
        if (match) return { type: "maths", raw: match[0], text: match[1]?.trim() ?? "", isBlock: level === "block" };
      }
      return undefined;
    },
  };
}

export const mathsTokens: TokenizerExtension[] = [
  extension("block", kBlock, /\$\$|\\\[/),
  extension("inline", kInline, /\$|\\\(/),
];
