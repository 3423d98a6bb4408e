// A plot's data, as shown in its table and saved as CSV.

import { download } from "../../ui/download.ts";

export type Cell = string | number | null;

export interface Column {
  /** Column heading of the table. */
  readonly name: string;
  /** Column name in the CSV. */
  readonly key: string;
  /** Formats the numbers of a numeric column; omitted for a text column. */
  readonly format?: (value: number) => string;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Returns the table as CSV (RFC 4180), with numbers in full precision and unknown values as empty cells. */
export function toCsv({ columns, rows }: Table): string {
  const lines = [columns.map(({ key }) => key), ...rows];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(cell: Cell): string {
  if (cell === null || (typeof cell === "number" && !Number.isFinite(cell))) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveCsv(name: string, table: Table): void {
  download(`${name}.csv`, toCsv(table), "text/csv");
}

/** Returns a cell's text in the table; "–" for an unknown value. */
export function cellText(cell: Cell, { format }: Column): string {
  if (cell === null || (typeof cell === "number" && !Number.isFinite(cell))) return "–";
  return typeof cell === "number" && format ? format(cell) : String(cell);
}
