import { expect, test } from "vitest";
import { cellText, toCsv, type Column } from "../../../src/explorer/charts/data_table.ts";

const kNumber: Column = { name: "Cost", key: "cost_usd", format: (value) => `$${value}` };

test("a CSV has keys as its header, and numbers in full precision", () => {
  const table = { caption: "", columns: [{ name: "Method", key: "method" }, kNumber], rows: [["a", 0.1 + 0.2]] };
  expect(toCsv(table)).toBe("method,cost_usd\r\na,0.30000000000000004\r\n");
});

test("commas, quotes and line breaks are quoted in a CSV", () => {
  const table = { caption: "", columns: [{ name: "", key: "text" }], rows: [["a, b"], ['say "x"'], ["a\nb"]] };
  expect(toCsv(table)).toBe('text\r\n"a, b"\r\n"say ""x"""\r\n"a\nb"\r\n');
});

test("unknown values are empty in a CSV and a dash in a table", () => {
  const table = { caption: "", columns: [kNumber, kNumber], rows: [[null, NaN]] };
  expect(toCsv(table)).toBe("cost_usd,cost_usd\r\n,\r\n");
  expect([null, NaN].map((cell) => cellText(cell, kNumber))).toEqual(["–", "–"]);
});

test("a table formats numbers, but not text", () => {
  expect(cellText(0.5, kNumber)).toBe("$0.5");
  expect(cellText("oracle", kNumber)).toBe("oracle");
});
