// Sends from the browser directly to a provider, with the user's own key. The gateway is not involved.

import { computed, signal } from "@preact/signals";
import { isText, ofTab, persisted } from "../ui/persisted.ts";
import { callOpenAi } from "./openai.ts";
import { isOpenRouter, openRouterName } from "./openrouter.ts";
import { ProviderError, type Provider } from "./provider.ts";

/** Base URL of an OpenAI-compatible API that allows calls from other origins (CORS). */
export const directUrl = persisted("direct-url", "https://openrouter.ai/api/v1", isText);

const isNames = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && Object.values(value).every(isText);

/** The user's names for models at the provider, by model id. */
export const directNames = persisted<Readonly<Record<string, string>>>("direct-names", {}, isNames);

/** Returns a model's name at the provider: the user's, else the usual one; undefined if unknown. */
export const directName = (id: string): string | undefined => directNames.value[id] ?? usualName(id);

export const usualName = (id: string): string | undefined => (isOpenRouter(directUrl.value) ? openRouterName(id) : id);

// The key stays in memory. With `keepsKey` it persists across reloads of this tab.
const storedKey = persisted("direct-key", "", isText, ofTab);
const currentKey = signal(storedKey.value);
export const keepsKey = signal(storedKey.value !== "");
export const directKey = computed(() => currentKey.value);

export function setDirectKey(key: string, keep: boolean): void {
  currentKey.value = key;
  keepsKey.value = keep;
  storedKey.value = keep ? key : "";
}

/** True for https, and for http on this machine: the request carries the key. */
export function isSafeUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || (url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname));
  } catch {
    return false;
  }
}

export const directProvider: Provider = (call) => {
  if (!isSafeUrl(directUrl.value)) {
    throw new ProviderError(
      "The provider's base URL must start with https://, or be on this machine. Correct it under “Send via”.",
    );
  }
  const headers: Record<string, string> = directKey.value === "" ? {} : { authorization: `Bearer ${directKey.value}` };
  const modelHint = "Check “Model names at the provider” under “Send via”.";
  return callOpenAi({ name: "the provider", baseUrl: directUrl.value, headers, modelHint }, call, {
    model: directName(call.model) ?? call.model,
  });
};
