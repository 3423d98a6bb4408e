import { modelStyle } from "../../ui/colours.ts";
import { percent } from "../../ui/format.ts";
import { fitName } from "./plot_names.ts";
import { textWidth } from "./text_width.ts";

export interface ShareEntry {
  readonly name: string;
  /** Row of the model, which determines its colour. */
  readonly row: number;
  readonly share: number;
}

const kRowHeight = 21;
const kOtherWidth = 90; // pixels of a column for swatch, share and gaps

const columnsFor = (entries: readonly ShareEntry[], width: number): number =>
  Math.max(
    1,
    Math.min(3, Math.floor(width / (Math.max(...entries.map(({ name }) => textWidth(name)), 0) + kOtherWidth))),
  );

export const shareKeyHeight = (entries: readonly ShareEntry[], width: number): number =>
  Math.ceil(entries.length / columnsFor(entries, width)) * kRowHeight + 6;

/** The legend of a shares plot: each model's name and share at the current α, in the order of the areas. */
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
          transform={`translate(${Math.floor(at / rows) * column},${top + (at % rows) * kRowHeight + 16})`}
        >
          <rect class="share-swatch" y={-10} width={11} height={11} rx={3} />
          <text class="share-name" x={18}>
            {fitName(name, column - kOtherWidth)}
          </text>
          <text x={column - (columns > 1 ? 24 : 0)} text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
    </g>
  );
}
