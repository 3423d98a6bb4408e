// The sample routers that ship with the web app, for use without a gateway.

import embedder from "../../../assets/static-en-1.safetensors?url";
import everyday from "../../../assets/llmrouter-9.safetensors?url";
import exams from "../../../assets/mmlu-pro-10.safetensors?url";

export interface Sample {
  readonly id: string;
  readonly name: string;
  readonly artifact: string;
  readonly embedder: string;
}

export const kSamples: readonly [Sample, ...Sample[]] = [
  { id: "llmrouter-9", name: "Everyday prompts, 9 models", artifact: everyday, embedder },
  { id: "mmlu-pro-10", name: "Exam questions, 10 models", artifact: exams, embedder },
];

/** Returns the web app's own embedder file if it has this hash, so that the gateway's copy need not be downloaded. */
export const embedderWithHash = (sha256: string): string | undefined =>
  sha256 === __EMBEDDER_SHA256__ ? embedder : undefined;
