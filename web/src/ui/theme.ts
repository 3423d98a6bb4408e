// The colour theme: light, dark, or the system's.

import { effect } from "@preact/signals";
import { persisted } from "./persisted.ts";

export type Theme = "system" | "light" | "dark";
export const kThemes: readonly Theme[] = ["system", "light", "dark"];

export const theme = persisted<Theme>("theme", "system", (value): value is Theme => kThemes.includes(value as Theme));

/** Applies the theme to the document. */
export function startTheme(): void {
  effect(() => {
    if (theme.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}
