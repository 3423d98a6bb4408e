import { useRef } from "preact/hooks";
import type { Frame } from "./axes.tsx";
import type { Scale } from "./scale.ts";

interface LineProps {
  readonly x: Scale;
  readonly frame: Frame;
  readonly alpha: number;
}

/** Where the dial stands, over a plot whose axis is α: under its curves and names. */
export function DialLine({ x, frame, alpha }: LineProps) {
  return <line class="dial-line" x1={x.at(alpha)} x2={x.at(alpha)} y1={frame.top} y2={frame.bottom} />;
}

interface RoomProps {
  readonly x: Scale;
  readonly frame: Frame;
  /** In hundredths. */
  readonly onMove: (place: number) => void;
}

/** Over everything in the frame: a press or a drag moves the dial. */
export function DialRoom({ x, frame, onMove }: RoomProps) {
  const isDragged = useRef(false);
  const move = (event: PointerEvent): void => {
    const plot = (event.currentTarget as SVGElement).ownerSVGElement;
    if (isDragged.current && plot) onMove(100 * x.invert(event.clientX - plot.getBoundingClientRect().left));
  };
  return (
    <rect
      class="dial-room no-export"
      x={frame.left}
      y={frame.top}
      width={Math.max(0, frame.right - frame.left)}
      height={Math.max(0, frame.bottom - frame.top)}
      onPointerDown={(event) => {
        isDragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
      onPointerUp={() => (isDragged.current = false)}
      onPointerCancel={() => (isDragged.current = false)}
    />
  );
}
