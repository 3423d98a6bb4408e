// OpenRouter's names for the sample routers' models. Keep in step with examples/demo-openrouter.toml.

const kNames: Readonly<Record<string, string>> = {
  "gemma-2-9b-it": "google/gemma-2-9b-it",
  "llama-3.1-8b-instruct": "meta-llama/llama-3.1-8b-instruct",
  "mistral-7b-instruct-v0.3": "mistralai/mistral-7b-instruct-v0.3",
  "qwen2.5-7b-instruct": "qwen/qwen-2.5-7b-instruct",
  "llama-3.3-nemotron-super-49b-v1": "nvidia/llama-3.3-nemotron-super-49b-v1.5",
};

/** True for openrouter.ai and its subdomains. */
export function isOpenRouter(address: string): boolean {
  try {
    return /(^|\.)openrouter\.ai$/.test(new URL(address).hostname);
  } catch {
    return false;
  }
}

/** Returns a model's name at OpenRouter; undefined if unknown. An id with a slash ("author/model") is such a name itself. */
export const openRouterName = (id: string): string | undefined => kNames[id] ?? (id.includes("/") ? id : undefined);
