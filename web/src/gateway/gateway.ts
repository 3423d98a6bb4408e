// The gateway that serves the web app, if there is one.

import { computed, signal } from "@preact/signals";
import { isText, ofTab, persisted } from "../ui/persisted.ts";

/** USD per million tokens; null if unknown. */
export interface Prices {
  readonly input_price: number | null;
  readonly output_price: number | null;
}

/** The body of `/v1/router/manifest`. */
export interface Manifest {
  readonly router: { readonly url: string; readonly sha256: string; readonly bytes: number };
  readonly embedder: { readonly url: string; readonly sha256: string; readonly bytes: number } | null;
  readonly embedder_id: string;
  readonly defaults: { readonly alpha: number };
  /** Number of user turns that a decision uses. */
  readonly turns: number;
  /** Ids of the router's models that the gateway has a provider for. */
  readonly models: readonly string[];
}

export type GatewayState =
  | { readonly status: "searching" }
  | { readonly status: "none" }
  | { readonly status: "needs_key" }
  | { readonly status: "found"; readonly manifest: Manifest };

export const gateway = signal<GatewayState>({ status: "searching" });
export const hasGateway = computed(() => gateway.value.status === "found" || gateway.value.status === "needs_key");

/** The gateway's own prices by model. Models without one use the artifact's list prices. */
export const gatewayPrices = signal<ReadonlyMap<string, Prices>>(new Map());

/** The API key for the gateway; kept until the tab is closed. */
export const gatewayKey = persisted("gateway-key", "", isText, ofTab);

/** Returns the address of a path of the gateway, relative to the web app's folder. */
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

/** Looks for a gateway at the web app's address, for up to 5 s, and updates `gateway`. A plain web server has none. */
export async function findGateway(): Promise<GatewayState> {
  try {
    const response = await fetch(gatewayUrl("v1/router/manifest"), {
      headers: gatewayHeaders(),
      signal: AbortSignal.timeout(kTimeoutMs),
    });
    if (response.status === 401 || response.status === 403) gateway.value = { status: "needs_key" };
    else {
      const manifest: unknown = response.ok ? await response.json() : null;
      gateway.value = isManifest(manifest) ? { status: "found", manifest } : { status: "none" };
    }
  } catch {
    gateway.value = { status: "none" };
  }
  if (gateway.value.status === "found") void findPrices();
  return gateway.value;
}

async function findPrices(): Promise<void> {
  try {
    const response = await fetch(gatewayUrl("v1/models"), { headers: gatewayHeaders() });
    const { data } = (await response.json()) as { readonly data: readonly ({ readonly id: string } & Prices)[] };
    gatewayPrices.value = new Map(data.map((model) => [model.id, model]));
  } catch {
    // The chat works without prices.
  }
}
