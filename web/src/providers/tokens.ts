// Tokens and what they cost.

import type { ModelDescription } from "alpharoute/worker";
import type { Usage } from "./provider.js";

/** Four characters a token: the estimate of the command line and the gateway. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4);

/** USD at the model's list price; null where that is unknown. */
export function costOf(usage: Usage, model: ModelDescription | undefined): number | null {
  if (model === undefined || model.input_price === null || model.output_price === null) return null;
  return (usage.prompt_tokens * model.input_price + usage.completion_tokens * model.output_price) / 1e6;
}
