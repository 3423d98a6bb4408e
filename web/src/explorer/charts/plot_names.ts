// Models' names where a plot has little room.

import { shortName } from "../../ui/format.ts";
import { textWidth } from "./text_width.ts";

/** In the middle: names of a family differ at their ends. */
function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.floor(most / 2))}…${text.slice(text.length - Math.ceil(most / 2) + 1)}`;
}

/** At most `most` letters each, but as many as tell them apart. On narrow plots they go without "-instruct" and the like. */
export function plotNames(ids: readonly string[], most: number, isNarrow: boolean): readonly string[] {
  const whole = ids.map(shortName);
  const bare = whole.map((name) => name.replace(/-(instruct|chat|it)(?=-|$)/, ""));
  const names = isNarrow && isUnique(bare) ? bare : whole;
  const longest = Math.max(0, ...names.map(({ length }) => length));
  for (let letters = most; letters < longest; ++letters) {
    const short = names.map((name) => clipped(name, letters));
    if (isUnique(short)) return short;
  }
  return names;
}

const isUnique = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** As much of a name as fits into `room` pixels. */
export function fitted(name: string, room: number): string {
  for (let letters = name.length; letters > 4; --letters) {
    const text = clipped(name, letters);
    if (textWidth(text) <= room) return text;
  }
  return clipped(name, 4);
}
