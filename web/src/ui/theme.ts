// Light, dark, or as the system has it.

import { effect } from "@preact/signals";
import { persisted } from "./persisted.ts";

export type Theme = "system" | "light" | "dark";
export const kThemes: readonly Theme[] = ["system", "light", "dark"];

export const theme = persisted<Theme>("theme", "system", (value): value is Theme => kThemes.includes(value as Theme));

effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
});
