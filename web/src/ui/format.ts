// Numbers as text, in one format for the whole web app.

/** "75.0 %"; a dash for an unknown value. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share == null || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(digits)} %`;
}

/** "2.4": an error in percentage points, to follow a "±". */
export function points(error: number): string {
  return (100 * error).toFixed(1);
}

const kTiny = 0.001;

/** "$0.0577": three significant digits; cents from $1 on; two digits below $0.001, without trailing zeros. */
export function usd(amount: number | null | undefined): string {
  if (amount == null || Number.isNaN(amount)) return "–";
  if (amount === 0) return "$0";
  const size = Math.abs(amount);
  const sign = amount < 0 ? "−" : "";
  const places = Math.min(12, -Math.floor(Math.log10(size)));
  if (size < kTiny) return `${sign}$${size.toFixed(places + 1).replace(/0+$/, "")}`;
  return `${sign}$${size.toFixed(size >= 1 ? 2 : places + 2)}`;
}

/** "$0.0577": the cost of one prompt times 1,000, which is easier to read. */
export function usdPer1000(cost: number | null | undefined): string {
  return usd(cost == null ? cost : 1000 * cost);
}

/** An alpha, "0.47". */
export function alphaText(alpha: number, digits = 2): string {
  return alpha.toFixed(digits);
}

/** The position of the slider: "0.47", or "0.475" if it is not a multiple of 0.01. */
export function alphaPosition(alpha: number): string {
  return alphaText(alpha, 3).replace(/0$/, "");
}

/** "0.077": the difference of two scores. */
export function margin(scores: number): string {
  return scores.toFixed(3);
}

/** "0.8 s", "64 ms". */
export function duration(ms: number | null | undefined): string {
  if (ms == null) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

const kCount = new Intl.NumberFormat("en");

/** "12,034". */
export function count(value: number | null | undefined): string {
  return value == null ? "–" : kCount.format(value);
}

/** The last part of a long id: "qwen1.5-110b" of "qwen/qwen1.5-110b". */
export function shortName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
