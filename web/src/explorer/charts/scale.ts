// Linear and logarithmic scales from values to pixels.

type Pair = readonly [number, number];

export interface Scale {
  readonly domain: Pair;
  /** Returns the pixel of a value. */
  at(value: number): number;
  /** Returns the value at a pixel. */
  invert(pixel: number): number;
  /** Returns round values in the domain, at most `max` + 1. */
  ticks(max: number): readonly number[];
}

export function linearScale(domain: Pair, range: Pair): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const share = high > low ? (to - from) / (high - low) : 0;
  return {
    domain,
    at: (value) => from + (value - low) * share,
    invert: (pixel) => (share === 0 ? low : low + (pixel - from) / share),
    ticks: (max) => linearTicks(low, high, max),
  };
}

// Returns the multiples of a step in the domain. The step is 1, 2 or 5 times a power of ten, and the smallest that gives
// at most `max` intervals.
function linearTicks(low: number, high: number, max: number): readonly number[] {
  if (!(high > low)) return [low];
  const minStep = (high - low) / max;
  const power = 10 ** Math.floor(Math.log10(minStep));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= minStep) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Requires a positive `domain`. Values below the domain map to its lower edge. */
export function logScale(domain: Pair, range: Pair): Scale {
  const [low, high] = domain;
  const exponents = linearScale([Math.log10(low), Math.log10(high)], range);
  return {
    domain,
    at: (value) => exponents.at(Math.log10(Math.max(low, value))),
    invert: (pixel) => 10 ** exponents.invert(pixel),
    ticks: (max) => logTicks(low, high, max),
  };
}

// Multiples of a power of ten to try, most ticks first.
const kMultiples: readonly (readonly number[])[] = [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

// Returns multiples of the powers of ten in the domain, at most `max`; the ends of the domain if there are too many.
function logTicks(low: number, high: number, max: number): readonly number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, at) => Math.floor(Math.log10(low)) + at,
  );
  for (const multiples of kMultiples) {
    const found = powers
      .flatMap((power) => multiples.map((multiple) => Number((multiple * 10 ** power).toPrecision(3))))
      .filter((tick) => tick >= low && tick <= high);
    if (found.length <= max) return found;
  }
  return [low, high];
}
