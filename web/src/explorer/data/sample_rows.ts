// The held-out rows of the sample routers.

import type { Description } from "alpharoute/worker";
import everyday from "../../../../assets/llmrouter-9.rows.safetensors?url";
import exams from "../../../../assets/mmlu-pro-10.rows.safetensors?url";

const kRows: Readonly<Record<string, string>> = { "llmrouter-9": everyday, "mmlu-pro-10": exams };

/** Returns the URL of the rows held out from the fit of a sample router, or null for any other router. */
export function sampleRows({ fit, embedder }: Description): string | null {
  for (const [name, address] of Object.entries(kRows)) {
    const rows = __SAMPLE_ROWS__[name];
    const isSame =
      rows?.data_sha256 === fit.data_sha256 && rows?.seed === fit.seed && rows?.train_ratio === fit.train_ratio;
    if (isSame && rows?.embedder === embedder.id) return new URL(address, document.baseURI).href;
  }
  return null;
}
