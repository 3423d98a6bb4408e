import { textWidth } from "./text_width.ts";

export interface KeyEntry {
  /** The class of the line. */
  readonly look: string;
  readonly text: string;
}

interface Props {
  readonly entries: readonly KeyEntry[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

const kSample = 22;
const kRow = 16;

/** What the lines are, in the picture itself, so that it can go without the page. */
export function PlotKey({ entries, left, right, top }: Props) {
  let x = left;
  let y = top;
  return (
    <g class="plot-key">
      {entries.map(({ look, text }) => {
        const width = kSample + 6 + textWidth(text);
        if (x + width > right && x > left) {
          x = left;
          y += kRow;
        }
        const here = x;
        x += width + 14;
        return (
          <g key={look} transform={`translate(${here},${y})`}>
            <path class={look} d={`M0,-4H${kSample}`} />
            <text x={kSample + 6}>{text}</text>
          </g>
        );
      })}
    </g>
  );
}
