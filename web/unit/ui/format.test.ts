import { expect, test } from "vitest";
import {
  alphaPosition,
  alphaText,
  count,
  duration,
  margin,
  percent,
  points,
  shortName,
  usd,
  usdPer1000,
} from "../../src/ui/format.ts";

test("unknown values are a dash", () => {
  expect([percent(null), usd(undefined), usd(NaN), usdPer1000(null), duration(null), count(null)]).toEqual(
    Array(6).fill("–"),
  );
});

test.each([
  [0, "$0"],
  [12.345, "$12.35"],
  [1, "$1.00"],
  [0.0577, "$0.0577"],
  [0.12345, "$0.123"],
  [0.000004, "$0.000004"],
  [0.0004, "$0.0004"],
  [-0.5, "−$0.500"],
])("usd(%d) is %s", (amount, text) => {
  expect(usd(amount)).toBe(text);
});

test("a cost per 1,000 prompts is the cost of one times 1,000", () => {
  expect(usdPer1000(0.0000577)).toBe("$0.0577");
});

test("shares, errors and margins have fixed digits", () => {
  expect([percent(0.75), percent(0.756, 0), points(0.0241), margin(0.0768)]).toEqual([
    "75.0 %",
    "76 %",
    "2.4",
    "0.077",
  ]);
});

test.each([
  [64.4, "64 ms"],
  [812, "812 ms"],
  [1500, "1.5 s"],
  [83_000, "1 min 23 s"],
])("duration(%d) is %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test("a short name is the part after the last slash", () => {
  expect([shortName("qwen/qwen1.5-110b"), shortName("gemma-2-9b-it")]).toEqual(["qwen1.5-110b", "gemma-2-9b-it"]);
});

test("counts have thousands separators", () => {
  expect(count(12034)).toBe("12,034");
});

test("alpha has two digits, and a third for a position between hundredths", () => {
  expect([alphaText(0.5), alphaText(0.475, 3), alphaPosition(0.47), alphaPosition(0.475)]).toEqual([
    "0.50",
    "0.475",
    "0.47",
    "0.475",
  ]);
});
