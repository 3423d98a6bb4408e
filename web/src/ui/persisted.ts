// Signals whose values persist across reloads. If the browser denies storage, they last until the page is closed.

import { effect, signal, type Signal } from "@preact/signals";

/** Returns a storage. Throws if the browser denies it: call it only inside a try block. */
type StorageOf = () => Storage;

const localStorageOf: StorageOf = () => localStorage;
/** Keeps values until the tab is closed. */
export const ofTab: StorageOf = () => sessionStorage;

/** Returns a signal with the stored value of `alpharoute.<key>` if `accept` accepts it; stores every change. */
export function persisted<T>(
  key: string,
  initial: T,
  accept: (value: unknown) => value is T,
  storage: StorageOf = localStorageOf,
): Signal<T> {
  const name = `alpharoute.${key}`;
  const stored = signal<T>(read(name, initial, accept, storage));
  effect(() => {
    const text = JSON.stringify(stored.value);
    try {
      if (stored.value === initial) storage().removeItem(name);
      else storage().setItem(name, text);
    } catch {
      // Storage is full or denied: the signal keeps the value.
    }
  });
  return stored;
}

function read<T>(name: string, initial: T, accept: (value: unknown) => value is T, storage: StorageOf): T {
  try {
    const text = storage().getItem(name);
    const value: unknown = text === null ? initial : JSON.parse(text);
    return accept(value) ? value : initial;
  } catch {
    return initial;
  }
}

export const isText = (value: unknown): value is string => typeof value === "string";
export const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
