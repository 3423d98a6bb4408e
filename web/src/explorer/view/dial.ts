// The explorer's place on the dial: the chat's own, to the hundredth that figures are computed for.

import { computed } from "@preact/signals";
import { aim, alpha, chosenAlpha } from "../../decision/controls.ts";

/** Index into an evaluation's curve. */
export const place = computed(() => Math.round(100 * alpha.value));

export function moveTo(index: number): void {
  aim.value = "dial";
  chosenAlpha.value = Math.min(100, Math.max(0, Math.round(index))) / 100;
}
