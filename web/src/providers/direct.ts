// From the page straight to a provider, with the user's own key. No server of ours is asked or told.

import { computed, signal } from "@preact/signals";
import { isText, ofTab, persisted } from "../ui/persisted.ts";
import { callOpenAi } from "./openai.ts";
import { isOpenRouter, openRouterName } from "./openrouter.ts";
import { ProviderError, type Provider } from "./provider.ts";

/** Any OpenAI-compatible API that lets pages call it. */
export const directUrl = persisted("direct-url", "https://openrouter.ai/api/v1", isText);

const isNames = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && Object.values(value).every(isText);

/** What the provider calls a model, by the user. */
export const directNames = persisted<Readonly<Record<string, string>>>("direct-names", {}, isNames);

/** What the provider calls a model: what the user says, or else what is known of OpenRouter; elsewhere its id. */
export const directName = (id: string): string | undefined => directNames.value[id] ?? usualName(id);

export const usualName = (id: string): string | undefined => (isOpenRouter(directUrl.value) ? openRouterName(id) : id);

/** The key stays in memory; with `keepsKey` it survives reloads of this tab. */
const keptKey = persisted("direct-key", "", isText, ofTab);
export const keepsKey = signal(keptKey.value !== "");
const heldKey = signal(keptKey.value);
export const directKey = computed(() => heldKey.value);

export function setDirectKey(key: string, keep: boolean): void {
  heldKey.value = key;
  keepsKey.value = keep;
  keptKey.value = keep ? key : "";
}

/** Only over TLS, or on this machine: a key is sent along. */
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
      "The provider's address must begin with https://, or be on this machine: correct it under “Send through”.",
    );
  }
  const headers: Record<string, string> = directKey.value === "" ? {} : { authorization: `Bearer ${directKey.value}` };
  const modelHint = "See “What the provider calls the models” under “Send through”.";
  return callOpenAi({ name: "the provider", baseUrl: directUrl.value, headers, modelHint }, call, {
    model: directName(call.model) ?? call.model,
  });
};
