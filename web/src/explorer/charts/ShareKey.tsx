import { modelStyle } from "../../ui/colours.ts";
import { percent } from "../../ui/format.ts";
import { fitted } from "./plot_names.ts";
import { textWidth } from "./text_width.ts";

export interface ShareEntry {
  readonly name: string;
  /** Of the model, for its colour. */
  readonly row: number;
  readonly share: number;
}

const kRow = 21;
const kBeside = 90; // pixels of a row that are not its name

const columnsFor = (entries: readonly ShareEntry[], width: number): number =>
  Math.max(1, Math.min(3, Math.floor(width / (Math.max(...entries.map(({ name }) => textWidth(name)), 0) + kBeside))));

export const shareKeyHeight = (entries: readonly ShareEntry[], width: number): number =>
  Math.ceil(entries.length / columnsFor(entries, width)) * kRow + 6;

/** The areas' names and shares at today's α, in the picture, in the order in which the areas lie on each other. */
export function ShareKey({
  entries,
  top,
  width,
}: {
  readonly entries: readonly ShareEntry[];
  readonly top: number;
  readonly width: number;
}) {
  const columns = columnsFor(entries, width);
  const rows = Math.ceil(entries.length / columns);
  const column = width / columns;
  return (
    <g class="share-key">
      {entries.map(({ name, row, share }, at) => (
        <g
          key={name}
          style={modelStyle(row)}
          transform={`translate(${Math.floor(at / rows) * column},${top + (at % rows) * kRow + 16})`}
        >
          <rect class="share-swatch" y={-10} width={11} height={11} rx={3} />
          <text class="share-name" x={18}>
            {fitted(name, column - kBeside)}
          </text>
          <text x={column - (columns > 1 ? 24 : 0)} text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
    </g>
  );
}
