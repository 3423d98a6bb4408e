import { modelStyle } from "../../ui/colours.ts";
import { alphaText, percent, shortName } from "../../ui/format.ts";
import { AlphaDragArea, AlphaLine } from "../charts/AlphaPointer.tsx";
import { tickPercent, XAxis, YAxis, type Frame } from "../charts/axes.tsx";
import type { Table } from "../charts/data_table.ts";
import { Figure } from "../charts/Figure.tsx";
import { bandPath } from "../charts/paths.ts";
import { linearScale } from "../charts/scale.ts";
import { placeAreaName, stackShares } from "../charts/share_areas.ts";
import { ShareKey, shareKeyHeight } from "../charts/ShareKey.tsx";
import { textWidth } from "../charts/text_width.ts";
import { kAlphas } from "../data/alphas.ts";
import type { Subject } from "../data/subject.ts";
import type { CurvePoint, Evaluation } from "../data/types.ts";
import { alphaIndex, setAlpha } from "./alpha.ts";

const kPlotHeight = 380; // pixels
const kTicks = [0, 0.25, 0.5, 0.75, 1];

interface Props {
  readonly subject: Subject;
  readonly current: Evaluation;
}

/** The share of prompts that each model answers, over α (Figure 3 of the paper). */
export function SharesFigure({ subject, current }: Props) {
  const ids = subject.description.models.map(({ id }) => id);
  const point = current.curve[alphaIndex.value] as CurvePoint;
  const entries = ids
    .map((id, row) => ({ name: shortName(id), row, share: point.shares[row] as number }))
    .filter(({ row }) => current.curve.some(({ shares }) => (shares[row] as number) > 0))
    .reverse();
  const sorted = entries.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return (
    <Figure
      name="shares"
      title="Prompts by model"
      label={`Share of prompts by model over α. At α ${alphaText(point.alpha)}: ${sorted.map(({ name, share }) => `${name} ${percent(share)}`).join(", ")}.`}
      height={(width) => kPlotHeight + shareKeyHeight(entries, width)}
      plot={(width) => (
        <>
          <SharesPlot ids={ids} current={current} width={width} height={kPlotHeight} />
          <ShareKey entries={entries} top={kPlotHeight} width={width} />
        </>
      )}
      table={sharesTable(ids, current)}
    />
  );
}

interface PlotProps {
  readonly ids: readonly string[];
  readonly current: Evaluation;
  readonly width: number;
  readonly height: number;
}

function SharesPlot({ ids, current, width, height }: PlotProps) {
  const frame: Frame = { left: 48, right: width - 12, top: 26, bottom: height - 40 };
  const x = linearScale([0, 1], [frame.left, frame.right]);
  const y = linearScale([0, 1], [frame.bottom, frame.top]);
  const areas = stackShares(current.curve, ids.length).map((edges, row) => {
    const slices = edges.map(([low, high], at) => ({
      x: x.at(kAlphas[at] as number),
      top: y.at(high),
      bottom: y.at(low),
    }));
    const name = shortName(ids[row] as string);
    return { row, name, slices, position: placeAreaName(textWidth(name, 600), slices, frame) };
  });
  return (
    <>
      <YAxis scale={y} ticks={kTicks} format={tickPercent} frame={frame} title="share of prompts" />
      {areas.map(({ row, slices }) => (
        <path key={row} class="share-area" style={modelStyle(row)} d={bandPath(slices)} />
      ))}
      <AlphaLine x={x} frame={frame} alpha={kAlphas[alphaIndex.value] as number} />
      {areas.map(
        ({ row, name, position }) =>
          position && (
            <text
              key={row}
              class="area-label"
              style={modelStyle(row)}
              x={position.x}
              y={position.y}
              text-anchor="middle"
            >
              {name}
            </text>
          ),
      )}
      <XAxis scale={x} ticks={kTicks} format={String} frame={frame} title="α" />
      <AlphaDragArea x={x} frame={frame} onMove={setAlpha} />
    </>
  );
}

function sharesTable(ids: readonly string[], current: Evaluation): Table {
  return {
    caption: "Share of prompts by model at each α",
    columns: [
      { name: "α", key: "alpha", format: (alpha) => alphaText(alpha) },
      ...ids.map((id) => ({ name: shortName(id), key: id, format: (share: number) => percent(share) })),
    ],
    rows: current.curve.map(({ alpha, shares }) => [alpha, ...shares]),
  };
}
