// Numbers as people read them, the same everywhere in the page.

/** "75.0 %"; a dash for what is unknown. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share == null || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(digits)} %`;
}

/** "2.4": what stands behind a "±", in points of a hundred. */
export function points(error: number): string {
  return (100 * error).toFixed(1);
}

const kTiny = 0.001;

/** "$0.0577": three significant digits, cents from a dollar on; of what is tiny two, "$0.000004". */
export function usd(amount: number | null | undefined): string {
  if (amount == null || Number.isNaN(amount)) return "–";
  if (amount === 0) return "$0";
  const size = Math.abs(amount);
  const sign = amount < 0 ? "−" : "";
  const places = Math.min(12, -Math.floor(Math.log10(size)));
  if (size < kTiny) return `${sign}$${size.toFixed(places + 1).replace(/0+$/, "")}`;
  return `${sign}$${size.toFixed(size >= 1 ? 2 : places + 2)}`;
}

/** The cost of one prompt as that of a thousand, "$0.0577": one alone is too small to read. */
export function usdPer1000(cost: number | null | undefined): string {
  return usd(cost == null ? cost : 1000 * cost);
}

/** The dial: "0.47". */
export function dial(alpha: number, digits = 2): string {
  return alpha.toFixed(digits);
}

/** Where the dial stands, "0.47", or "0.475" where hundredths are too coarse. */
export function dialPlace(alpha: number): string {
  return dial(alpha, 3).replace(/0$/, "");
}

/** "0.077": by how much one score is ahead of another. */
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
