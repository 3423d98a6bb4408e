// Estimates of tokens and costs.

import type { Prices } from "../gateway/gateway.ts";
import type { Usage } from "./provider.ts";

/** Four characters per token, as in the CLI and the gateway. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4);

/** Returns the cost in USD; null if a price is unknown. */
export function costOf(usage: Usage, prices: Prices | undefined): number | null {
  if (prices?.input_price == null || prices.output_price == null) return null;
  return (usage.prompt_tokens * prices.input_price + usage.completion_tokens * prices.output_price) / 1e6;
}
