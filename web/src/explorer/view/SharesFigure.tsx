import { modelStyle } from "../../ui/colours.ts";
import { dial, percent, shortName } from "../../ui/format.ts";
import { tickPercent, XAxis, YAxis, type Frame } from "../charts/axes.tsx";
import type { Table } from "../charts/data_table.ts";
import { moveTo, place } from "./dial.ts";
import { DialLine, DialRoom } from "../charts/DialPointer.tsx";
import { Figure } from "../charts/Figure.tsx";
import { textWidth } from "../charts/text_width.ts";
import { bandPath } from "../charts/paths.ts";
import { linearScale } from "../charts/scale.ts";
import { ShareKey, shareKeyHeight } from "../charts/ShareKey.tsx";
import type { Subject } from "../data/subject.ts";
import type { Evaluation, Point } from "../data/types.ts";

const kPlot = 380; // pixels
const kTicks = [0, 0.25, 0.5, 0.75, 1];
const kLine = 16; // pixels that a name needs

/** The paper's Figure 3: who answers which share of the prompts, over α. */
export function SharesFigure({ subject, now }: { readonly subject: Subject; readonly now: Evaluation }) {
  const ids = subject.description.models.map(({ id }) => id);
  const point = now.curve[place.value] as Point;
  const chosen = ids
    .map((id, row) => ({ name: shortName(id), row, share: point.shares[row] as number }))
    .filter(({ row }) => now.curve.some(({ shares }) => (shares[row] as number) > 0))
    .reverse();
  const sorted = chosen.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return (
    <Figure
      name="shares"
      title="Who answers"
      label={`Share of the prompts by model over α. At α ${dial(point.alpha)}: ${sorted.map(({ name, share }) => `${name} ${percent(share)}`).join(", ")}.`}
      height={(width) => kPlot + shareKeyHeight(chosen, width)}
      plot={(width) => (
        <>
          <SharesPlot ids={ids} now={now} width={width} height={kPlot} />
          <ShareKey entries={chosen} top={kPlot} width={width} />
        </>
      )}
      table={sharesTable(ids, now)}
    />
  );
}

interface PlotProps {
  readonly ids: readonly string[];
  readonly now: Evaluation;
  readonly width: number;
  readonly height: number;
}

function SharesPlot({ ids, now, width, height }: PlotProps) {
  const frame: Frame = { left: 48, right: width - 12, top: 26, bottom: height - 40 };
  const x = linearScale([0, 1], [frame.left, frame.right]);
  const y = linearScale([0, 1], [frame.bottom, frame.top]);
  const layers = stack(now.curve, ids.length).map((layer) =>
    layer.map(([low, high], at) => ({ x: x.at(at / 100), top: y.at(high), bottom: y.at(low) })),
  );
  return (
    <>
      <YAxis scale={y} ticks={kTicks} format={tickPercent} frame={frame} title="share of the prompts" />
      {layers.map((slices, row) => (
        <path key={row} class="share-area" style={modelStyle(row)} d={bandPath(slices)} />
      ))}
      <DialLine x={x} frame={frame} alpha={place.value / 100} />
      {layers.map((slices, row) => {
        const label = roomFor(shortName(ids[row] as string), slices, frame);
        return (
          label && (
            <text key={row} class="area-label" style={modelStyle(row)} x={label.x} y={label.y} text-anchor="middle">
              {label.text}
            </text>
          )
        );
      })}
      <XAxis scale={x} ticks={kTicks} format={String} frame={frame} title="α" />
      <DialRoom x={x} frame={frame} onMove={moveTo} />
    </>
  );
}

/** By model, the shares below it and with it, at every place of the dial. */
function stack(curve: readonly Point[], models: number): readonly (readonly (readonly [number, number])[])[] {
  const below = curve.map(() => 0);
  return Array.from({ length: models }, (_, row) =>
    curve.map(({ shares }, at) => {
      const low = below[at] as number;
      const high = low + (shares[row] as number);
      below[at] = high;
      return [low, high] as const;
    }),
  );
}

interface Slice {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a name fits into its area: near the area's middle, or where it is thickest; null if nowhere. */
function roomFor(
  text: string,
  slices: readonly Slice[],
  { left, right }: Frame,
): { readonly x: number; readonly y: number; readonly text: string } | null {
  const half = textWidth(text, 600) / 2;
  const size = slices.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
  const middle = slices.reduce((sum, { x, top, bottom }) => sum + (x * (bottom - top)) / size, 0);
  let best: { readonly x: number; readonly y: number; readonly worth: number } | null = null;
  for (const { x } of slices) {
    if (x - half < left + 4 || x + half > right - 4) continue;
    const under = slices.filter((slice) => Math.abs(slice.x - x) <= half);
    const top = Math.max(...under.map((slice) => slice.top));
    const bottom = Math.min(...under.map((slice) => slice.bottom));
    const worth = Math.min(bottom - top, 3 * kLine) - Math.abs(x - middle) / 8;
    if (bottom - top >= kLine && (best === null || worth > best.worth)) best = { x, y: (top + bottom) / 2 + 4, worth };
  }
  return best && { ...best, text };
}

function sharesTable(ids: readonly string[], now: Evaluation): Table {
  return {
    caption: "Share of the prompts by model at every place of the dial",
    columns: [
      { name: "α", key: "alpha", format: (alpha) => dial(alpha) },
      ...ids.map((id) => ({ name: shortName(id), key: id, format: (share: number) => percent(share) })),
    ],
    rows: now.curve.map(({ alpha, shares }) => [alpha, ...shares]),
  };
}
