// The explorer's α: that of the chat, rounded to the nearest evaluated value.

import { computed } from "@preact/signals";
import { alpha, setAlpha as setSlider } from "../../decision/controls.ts";
import { alphaIndexOf, kAlphas } from "../data/alphas.ts";

/** Index into an evaluation's curve. */
export const alphaIndex = computed(() => alphaIndexOf(alpha.value));

export function setAlpha(value: number): void {
  setSlider(kAlphas[alphaIndexOf(value)] as number);
}
