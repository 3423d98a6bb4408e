import { Marked } from "marked";
import { expect, test } from "vitest";
import { mathsTokens } from "../../src/markdown/maths_tokens.ts";

const parser = new Marked({ extensions: mathsTokens });

interface Token {
  readonly type: string;
  readonly text?: string;
  readonly isBlock?: boolean;
  readonly tokens?: readonly Token[];
}

const formulas = (text: string): readonly (readonly [string, boolean])[] => {
  const visit = (tokens: readonly Token[]): readonly (readonly [string, boolean])[] =>
    tokens.flatMap((token) =>
      token.type === "maths" ? [[token.text ?? "", token.isBlock ?? false] as const] : visit(token.tokens ?? []),
    );
  return visit(parser.lexer(text) as readonly Token[]);
};

test.each([
  ["inline $a^2$ text", [["a^2", false]]],
  ["inline \\(a_1\\) text", [["a_1", false]]],
  ["$$\na + b\n$$\n", [["a + b", true]]],
  ["\\[a + b\\]\n", [["a + b", true]]],
  [
    "$x$ and $y$",
    [
      ["x", false],
      ["y", false],
    ],
  ],
])("%j contains formulas", (text, expected) => {
  expect(formulas(text)).toEqual(expected);
});

test.each(["$5 and $6", "a $ b $ c", "`$x$`", "from $5 to $10"])("%j contains none", (text) => {
  expect(formulas(text)).toEqual([]);
});
