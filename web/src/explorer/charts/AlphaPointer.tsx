import { useRef } from "preact/hooks";
import type { Frame } from "./axes.tsx";
import type { Scale } from "./scale.ts";

interface LineProps {
  readonly x: Scale;
  readonly frame: Frame;
  readonly alpha: number;
}

/** A vertical line at the current α. Draw it before curves and names. */
export function AlphaLine({ x, frame, alpha }: LineProps) {
  return <line class="alpha-line" x1={x.at(alpha)} x2={x.at(alpha)} y1={frame.top} y2={frame.bottom} />;
}

interface DragAreaProps {
  readonly x: Scale;
  readonly frame: Frame;
  readonly onMove: (alpha: number) => void;
}

/** A transparent layer over the frame: pressing or dragging sets α. */
export function AlphaDragArea({ x, frame, onMove }: DragAreaProps) {
  const isDragged = useRef(false);
  const move = (event: PointerEvent): void => {
    const plot = (event.currentTarget as SVGElement).ownerSVGElement;
    if (isDragged.current && plot) onMove(x.invert(event.clientX - plot.getBoundingClientRect().left));
  };
  return (
    <rect
      class="alpha-drag-area no-export"
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
