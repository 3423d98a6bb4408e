import { textWidth } from "./text_width.ts";

export interface KeyEntry {
  /** CSS class of the line. */
  readonly lineClass: string;
  readonly text: string;
}

interface Props {
  readonly entries: readonly KeyEntry[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

const kSampleWidth = 22;
const kRowHeight = 16;

/** The legend of a plot's lines, inside the SVG so that downloads include it. */
export function PlotKey({ entries, left, right, top }: Props) {
  let x = left;
  let y = top;
  return (
    <g class="plot-key">
      {entries.map(({ lineClass, text }) => {
        const width = kSampleWidth + 6 + textWidth(text);
        if (x + width > right && x > left) {
          x = left;
          y += kRowHeight;
        }
        const start = x;
        x += width + 14;
        return (
          <g key={lineClass} transform={`translate(${start},${y})`}>
            <path class={lineClass} d={`M0,-4H${kSampleWidth}`} />
            <text x={kSampleWidth + 6}>{text}</text>
          </g>
        );
      })}
    </g>
  );
}
