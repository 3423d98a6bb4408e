import type { Scale } from "./scale.ts";

/** The area of a plot's data, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface AxisProps {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  readonly frame: Frame;
  readonly title?: string;
}

export function XAxis({ scale, ticks, format, frame, title }: AxisProps) {
  return (
    <g class="axis">
      <line class="axis-line" x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} />
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${scale.at(tick)},${frame.bottom})`}>
          <line class="axis-line" y2={4} />
          <text y={17} text-anchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      {title && (
        <text x={(frame.left + frame.right) / 2} y={frame.bottom + 35} text-anchor="middle">
          {title}
        </text>
      )}
    </g>
  );
}

/** Draws its title horizontally above the axis. */
export function YAxis({ scale, ticks, format, frame, title }: AxisProps) {
  return (
    <g class="axis">
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0,${scale.at(tick)})`}>
          <line class="grid-line" x1={frame.left} x2={frame.right} />
          <text x={frame.left - 6} y={4} text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {title && (
        <text x={0} y={frame.top - 10}>
          {title}
        </text>
      )}
    </g>
  );
}

export const tickPercent = (share: number): string => `${Math.round(100 * share)} %`;

/** Returns a formatter for these ticks. All ticks get the same number of decimals, for example "$0.05" and "$0.10". */
export function tickUsd(ticks: readonly number[]): (amount: number) => string {
  const hasSameDecimals = ticks.length < 2 || Math.max(...ticks) < 50 * Math.min(...ticks.filter((tick) => tick > 0));
  const decimals = Math.max(...ticks.map(decimalsOf));
  return (amount) => `$${hasSameDecimals && amount !== 0 ? amount.toFixed(decimals) : Number(amount.toPrecision(3))}`;
}

const decimalsOf = (tick: number): number => (String(Number(tick.toPrecision(3))).split(".")[1] ?? "").length;
