// The values of α that the explorer evaluates.

const kSteps = 100;

/** 0, 0.01, ... 1. */
export const kAlphas = Float64Array.from({ length: kSteps + 1 }, (_, index) => index / kSteps);

/** Index of the value of `kAlphas` nearest to `alpha`. */
export const alphaIndexOf = (alpha: number): number => Math.round(kSteps * Math.min(1, Math.max(0, alpha)));
