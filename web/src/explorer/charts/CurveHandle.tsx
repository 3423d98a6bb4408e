import { useRef } from "preact/hooks";
import { dial } from "../../ui/format.ts";
import type { Frame } from "./axes.tsx";
import { boxOfText, overlaps, type Box, type Place } from "./labels.ts";
import { textWidth } from "./text_width.ts";
import type { Point } from "../data/types.ts";

interface Props {
  /** Those points whose figures are known, and where they stand. */
  readonly curve: readonly Point[];
  readonly places: readonly Place[];
  /** Index on the dial, in hundredths. */
  readonly place: number;
  readonly frame: Frame;
  /** Where marks and names are. */
  readonly taken: readonly Box[];
  readonly onMove: (place: number) => void;
}

/** The point at today's α: it can be dragged along the curve. The keyboard has a range input for it. */
export function CurveHandle({ curve, places, place, frame, taken, onMove }: Props) {
  const isDragged = useRef(false);
  const at = curve.findIndex(({ alpha }) => Math.round(100 * alpha) === place);
  const here = places[at];
  if (here === undefined) return null;
  const drag = (event: PointerEvent): void => {
    const plot = (event.currentTarget as SVGElement).ownerSVGElement;
    if (!isDragged.current || plot === null) return;
    const room = plot.getBoundingClientRect();
    const found = nearest(places, { x: event.clientX - room.left, y: event.clientY - room.top }, at);
    if (found !== at) onMove(100 * (curve[found]?.alpha ?? 0));
  };
  const name = `α ${dial(place / 100)}`;
  const { x, y } = placeOfName(here, textWidth(name, 600), frame, taken);
  return (
    <g class="handle">
      <path class="handle-line" d={`M${frame.left},${here.y}H${here.x}V${frame.bottom}`} />
      <circle class="handle-dot" cx={here.x} cy={here.y} r={8} />
      <text class="handle-name" x={x} y={y}>
        {name}
      </text>
      <circle
        class="handle-room no-export"
        data-testid="handle"
        cx={here.x}
        cy={here.y}
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

const kLine = 14;

/** On the foot of the handle's line, or as little above as leaves everything free; where nothing is, on its foot. */
function placeOfName(here: Place, width: number, { right, bottom }: Frame, taken: readonly Box[]): Place {
  const foot = bottom - 6;
  const sides = [here.x + 5, here.x - 5 - width].filter((x) => x + width <= right);
  const heights = Array.from(
    { length: Math.max(1, Math.floor((foot - here.y - 20) / kLine)) },
    (_, at) => foot - at * kLine,
  );
  const places = heights.flatMap((y) => sides.map((x) => ({ x, y })));
  const isFree = (place: Place): boolean => !taken.some((box) => overlaps(box, boxOfText(place, width)));
  return places.find(isFree) ?? { x: sides[0] ?? here.x - 5 - width, y: foot };
}

/** The nearest place to a pointer; of those equally near the one closest along the curve to `from`. */
function nearest(places: readonly Place[], pointer: Place, from: number): number {
  let best = from;
  let least = Infinity;
  places.forEach(({ x, y }, index) => {
    const distance = Math.hypot(x - pointer.x, y - pointer.y) + 1e-6 * Math.abs(index - from);
    if (distance >= least) return;
    best = index;
    least = distance;
  });
  return best;
}
