// A signal that survives a reload. What the browser does not keep (private windows, no room, storage forbidden) is kept
// until then.

import { effect, signal, type Signal } from "@preact/signals";

/** Where values are kept. A browser that forbids it throws when it is looked up: only call this where that is caught. */
type Place = () => Storage;

const local: Place = () => localStorage;
/** Until the tab is closed. */
export const ofTab: Place = () => sessionStorage;

/** Reads `alpharoute.<key>` if `accept` takes it, and writes every change there. */
export function persisted<T>(
  key: string,
  initial: T,
  accept: (value: unknown) => value is T,
  place: Place = local,
): Signal<T> {
  const name = `alpharoute.${key}`;
  const kept = signal<T>(read(name, initial, accept, place));
  effect(() => {
    const text = JSON.stringify(kept.value);
    try {
      if (kept.value === initial) place().removeItem(name);
      else place().setItem(name, text);
    } catch {
      // No room: the value holds until the page is closed.
    }
  });
  return kept;
}

function read<T>(name: string, initial: T, accept: (value: unknown) => value is T, place: Place): T {
  try {
    const text = place().getItem(name);
    const value: unknown = text === null ? initial : JSON.parse(text);
    return accept(value) ? value : initial;
  } catch {
    return initial;
  }
}

export const isText = (value: unknown): value is string => typeof value === "string";
export const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
