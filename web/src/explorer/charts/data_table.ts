// A plot's numbers: what its table shows and its CSV holds.

export type Cell = string | number | null;

export interface Column {
  /** For people. */
  readonly name: string;
  /** For machines: the CSV's header. */
  readonly key: string;
  /** Left out: text. */
  readonly format?: (value: number) => string;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** RFC 4180; every digit of a number, and nothing for what is unknown. */
export function toCsv({ columns, rows }: Table): string {
  const lines = [columns.map(({ key }) => key), ...rows];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(cell: Cell): string {
  if (cell === null || (typeof cell === "number" && !Number.isFinite(cell))) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function cellText(cell: Cell, { format }: Column): string {
  if (cell === null || (typeof cell === "number" && !Number.isFinite(cell))) return "–";
  return typeof cell === "number" && format ? format(cell) : String(cell);
}
