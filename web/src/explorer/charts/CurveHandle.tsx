import { useRef } from "preact/hooks";
import { alphaText } from "../../ui/format.ts";
import { alphaIndexOf } from "../data/alphas.ts";
import type { CurvePoint } from "../data/types.ts";
import type { Frame } from "./axes.tsx";
import { boxOfText, overlaps, type Box, type Position } from "./labels.ts";
import { textWidth } from "./text_width.ts";

interface Props {
  /** The points with known figures. */
  readonly curve: readonly CurvePoint[];
  /** The positions of the points of `curve`. */
  readonly positions: readonly Position[];
  readonly alphaIndex: number;
  readonly frame: Frame;
  /** The boxes of marks and names, which the handle's name must not cover. */
  readonly taken: readonly Box[];
  readonly onMove: (alpha: number) => void;
}

/** The point at the current α, which the pointer drags along the curve. The keyboard uses the slider instead. */
export function CurveHandle({ curve, positions, alphaIndex, frame, taken, onMove }: Props) {
  const isDragged = useRef(false);
  const current = curve.findIndex(({ alpha }) => alphaIndexOf(alpha) === alphaIndex);
  const position = positions[current];
  if (position === undefined) return null;
  const drag = (event: PointerEvent): void => {
    const plot = (event.currentTarget as SVGElement).ownerSVGElement;
    if (!isDragged.current || plot === null) return;
    const bounds = plot.getBoundingClientRect();
    const found = nearest(positions, { x: event.clientX - bounds.left, y: event.clientY - bounds.top }, current);
    if (found !== current) onMove((curve[found] as CurvePoint).alpha);
  };
  const name = `α ${alphaText((curve[current] as CurvePoint).alpha)}`;
  const { x, y } = placeName(position, textWidth(name, 600), frame, taken);
  return (
    <g class="handle">
      <path class="handle-line" d={`M${frame.left},${position.y}H${position.x}V${frame.bottom}`} />
      <circle class="handle-dot" cx={position.x} cy={position.y} r={8} />
      <text class="handle-name" x={x} y={y}>
        {name}
      </text>
      <circle
        class="handle-drag-area no-export"
        data-testid="handle"
        cx={position.x}
        cy={position.y}
        r={22}
        onPointerDown={(event) => {
          isDragged.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          event.preventDefault();
        }}
        onPointerMove={drag}
        onPointerUp={() => (isDragged.current = false)}
        onPointerCancel={() => (isDragged.current = false)}
      />
    </g>
  );
}

const kLineHeight = 14;

/** Returns the lowest free position of a name next to the handle's vertical line, or the lowest one if none is free. */
function placeName(handle: Position, width: number, { right, bottom }: Frame, taken: readonly Box[]): Position {
  const lowest = bottom - 6;
  const sides = [handle.x + 5, handle.x - 5 - width].filter((x) => x + width <= right);
  const heights = Array.from(
    { length: Math.max(1, Math.floor((lowest - handle.y - 20) / kLineHeight)) },
    (_, line) => lowest - line * kLineHeight,
  );
  const positions = heights.flatMap((y) => sides.map((x) => ({ x, y })));
  const isFree = (position: Position): boolean => !taken.some((box) => overlaps(box, boxOfText(position, width)));
  return positions.find(isFree) ?? { x: sides[0] ?? handle.x - 5 - width, y: lowest };
}

/** Returns the index of the position nearest to the pointer; ties go to the one closest along the curve to `from`. */
function nearest(positions: readonly Position[], pointer: Position, from: number): number {
  let best = from;
  let bestDistance = Infinity;
  positions.forEach(({ x, y }, index) => {
    const distance = Math.hypot(x - pointer.x, y - pointer.y) + 1e-6 * Math.abs(index - from);
    if (distance >= bestDistance) return;
    best = index;
    bestDistance = distance;
  });
  return best;
}
