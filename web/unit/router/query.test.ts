import { expect, test } from "vitest";
import { queryOf, type Turn } from "../../src/router/query.ts";

const user = (content: string): Turn => ({ role: "user", content });
const kTurns: readonly Turn[] = [
  { role: "system", content: "Be brief." },
  user("one"),
  { role: "assistant", content: "Hello." },
  user("two"),
  user(""),
  user("three"),
];

test("a query is the last non-empty user turns, joined by newlines", () => {
  expect(queryOf(kTurns, 2)).toBe("two\nthree");
  expect(queryOf(kTurns, 9)).toBe("one\ntwo\nthree");
});

test("without user turns the query is empty", () => {
  expect(queryOf(kTurns.slice(0, 1), 3)).toBe("");
});
