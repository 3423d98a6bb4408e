// Tokens and what they cost.

import type { Prices } from "../gateway/gateway.ts";
import type { Usage } from "./provider.ts";

/** Four characters a token: the estimate of the command line and the gateway. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4);

/** USD; null where a price is unknown. */
export function costOf(usage: Usage, prices: Prices | undefined): number | null {
  if (prices?.input_price == null || prices.output_price == null) return null;
  return (usage.prompt_tokens * prices.input_price + usage.completion_tokens * prices.output_price) / 1e6;
}
