// Shortened model names for plots.

import { shortName } from "../../ui/format.ts";
import { textWidth } from "./text_width.ts";

// Cuts the middle out: names of one model family differ at their ends.
function truncateMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, Math.floor(maxLength / 2))}…${text.slice(text.length - Math.ceil(maxLength / 2) + 1)}`;
}

/**
 * Returns names of at most `maxLength` characters, or more if they would otherwise not be unique. Narrow plots omit
 * "-instruct", "-chat" and "-it" if the names stay unique.
 */
export function plotNames(ids: readonly string[], maxLength: number, isNarrow: boolean): readonly string[] {
  const full = ids.map(shortName);
  const bare = full.map((name) => name.replace(/-(instruct|chat|it)(?=-|$)/, ""));
  const names = isNarrow && isUnique(bare) ? bare : full;
  const longest = Math.max(0, ...names.map(({ length }) => length));
  for (let length = maxLength; length < longest; ++length) {
    const short = names.map((name) => truncateMiddle(name, length));
    if (isUnique(short)) return short;
  }
  return names;
}

const isUnique = (names: readonly string[]): boolean => new Set(names).size === names.length;

const kMinLength = 4;

/** Truncates a name to `width` pixels, but not below kMinLength characters. */
export function fitName(name: string, width: number): string {
  for (let length = name.length; length > kMinLength; --length) {
    const text = truncateMiddle(name, length);
    if (textWidth(text) <= width) return text;
  }
  return truncateMiddle(name, kMinLength);
}
