// The gateway that serves the page, if one does.

import { computed, signal } from "@preact/signals";
import { isText, ofTab, persisted } from "../ui/persisted.ts";

/** USD per million tokens; null where it is unknown. */
export interface Prices {
  readonly input_price: number | null;
  readonly output_price: number | null;
}

/** What `/v1/router/manifest` says. */
export interface Manifest {
  readonly router: { readonly url: string; readonly sha256: string; readonly bytes: number };
  readonly embedder: { readonly url: string; readonly sha256: string; readonly bytes: number } | null;
  readonly embedder_id: string;
  readonly defaults: { readonly alpha: number };
  /** User turns that a decision goes by. */
  readonly turns: number;
  /** Those of the router's that the gateway has a provider for. */
  readonly models: readonly string[];
}

export type GatewayState =
  | { readonly status: "looking" }
  | { readonly status: "none" }
  | { readonly status: "needs_key" }
  | { readonly status: "there"; readonly manifest: Manifest };

export const gateway = signal<GatewayState>({ status: "looking" });
export const hasGateway = computed(() => gateway.value.status === "there" || gateway.value.status === "needs_key");

/** What the gateway pays, by model; where it has not said, the router's list prices have to do. */
export const gatewayPrices = signal<ReadonlyMap<string, Prices>>(new Map());

/** For a gateway with keys. Kept while the tab is open. */
export const gatewayKey = persisted("gateway-key", "", isText, ofTab);

/** Where a path of the gateway is: beside the page. */
export const gatewayUrl = (path: string): string => new URL(path.replace(/^\//, ""), document.baseURI).href;

export function gatewayHeaders(): Record<string, string> {
  return gatewayKey.value === "" ? {} : { authorization: `Bearer ${gatewayKey.value}` };
}

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Partial<Manifest> | null;
  return (
    typeof manifest?.router?.url === "string" &&
    typeof manifest.router.sha256 === "string" &&
    Array.isArray(manifest.models)
  );
}

const kTimeoutMs = 5000;

/** Asks whether a gateway is behind the page. A page on a plain web server has none. */
export async function findGateway(): Promise<GatewayState> {
  try {
    const response = await fetch(gatewayUrl("v1/router/manifest"), {
      headers: gatewayHeaders(),
      signal: AbortSignal.timeout(kTimeoutMs),
    });
    if (response.status === 401 || response.status === 403) gateway.value = { status: "needs_key" };
    else {
      const manifest: unknown = response.ok ? await response.json() : null;
      gateway.value = isManifest(manifest) ? { status: "there", manifest } : { status: "none" };
    }
  } catch {
    gateway.value = { status: "none" };
  }
  if (gateway.value.status === "there") void findPrices();
  return gateway.value;
}

async function findPrices(): Promise<void> {
  try {
    const response = await fetch(gatewayUrl("v1/models"), { headers: gatewayHeaders() });
    const { data } = (await response.json()) as { readonly data: readonly ({ readonly id: string } & Prices)[] };
    gatewayPrices.value = new Map(data.map((model) => [model.id, model]));
  } catch {
    // Not needed to chat.
  }
}
