import { useRef } from "preact/hooks";
import type { Frame } from "./axes.js";
import type { Place } from "./labels.js";
import type { Point } from "./types.js";

interface Props {
  /** Those points whose figures are known, and where they stand. */
  readonly curve: readonly Point[];
  readonly places: readonly Place[];
  /** Index on the dial, in hundredths. */
  readonly place: number;
  readonly frame: Frame;
  readonly onMove: (place: number) => void;
}

/** The point at today's α: it can be dragged along the curve. The keyboard has a range input for it. */
export function CurveHandle({ curve, places, place, frame, onMove }: Props) {
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
  const isLeft = here.x > frame.right - 60;
  return (
    <g class="handle">
      <path class="handle-line" d={`M${frame.left},${here.y}H${here.x}V${frame.bottom}`} />
      <circle class="handle-dot" cx={here.x} cy={here.y} r={8} />
      <text
        class="handle-name"
        x={here.x + (isLeft ? -5 : 5)}
        y={frame.bottom - 6}
        text-anchor={isLeft ? "end" : "start"}
      >{`α ${(place / 100).toFixed(2)}`}</text>
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
