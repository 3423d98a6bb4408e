// From numbers to pixels and back, along a linear or a logarithmic axis.

type Pair = readonly [number, number];

export interface Scale {
  readonly domain: Pair;
  at(value: number): number;
  /** The value at a pixel. */
  invert(pixel: number): number;
  /** About so many round numbers. */
  ticks(most: number): readonly number[];
}

export function linearScale(domain: Pair, range: Pair): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const share = high > low ? (to - from) / (high - low) : 0;
  return {
    domain,
    at: (value) => from + (value - low) * share,
    invert: (pixel) => (share === 0 ? low : low + (pixel - from) / share),
    ticks: (most) => linearTicks(low, high, most),
  };
}

/** Multiples of 1, 2 or 5 times a power of ten, `most` of them at most. */
function linearTicks(low: number, high: number, most: number): readonly number[] {
  if (!(high > low)) return [low];
  const least = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** `domain` is above 0; what is below it stands at its edge. */
export function logScale(domain: Pair, range: Pair): Scale {
  const [low, high] = domain;
  const inner = linearScale([Math.log10(low), Math.log10(high)], range);
  return {
    domain,
    at: (value) => inner.at(Math.log10(Math.max(low, value))),
    invert: (pixel) => 10 ** inner.invert(pixel),
    ticks: (most) => logTicks(low, high, most),
  };
}

const kSteps: readonly (readonly number[])[] = [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

/** Powers of ten, with what room allows between them. */
function logTicks(low: number, high: number, most: number): readonly number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, at) => Math.floor(Math.log10(low)) + at,
  );
  for (const steps of kSteps) {
    const found = powers
      .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(3))))
      .filter((tick) => tick >= low && tick <= high);
    if (found.length <= most) return found;
  }
  return [low, high];
}
