// The three connections that a prompt can be sent through, and the one in use.

import { computed } from "@preact/signals";
import { gateway, hasGateway } from "../gateway/gateway.ts";
import { persisted } from "../ui/persisted.ts";
import { demoProvider } from "./demo.ts";
import { directName, directProvider } from "./direct.ts";
import { gatewayProvider } from "./gateway.ts";
import type { Provider } from "./provider.ts";

export type Connection = "gateway" | "direct" | "demo";
export const kConnections: readonly Connection[] = ["gateway", "direct", "demo"];

export const connectionName: Readonly<Record<Connection, string>> = {
  gateway: "Gateway",
  direct: "Direct, with my key",
  demo: "Demo, no model",
};

const isConnectionOrNull = (value: unknown): value is Connection | null =>
  value === null || kConnections.includes(value as Connection);

/** The user's choice; null: the gateway if there is one, else the demo. */
export const chosenConnection = persisted<Connection | null>("connection", null, isConnectionOrNull);

export const connection = computed<Connection>(() => {
  const chosen = chosenConnection.value;
  if (chosen === null || (chosen === "gateway" && !hasGateway.value)) return hasGateway.value ? "gateway" : "demo";
  return chosen;
});

const kProviders: Readonly<Record<Connection, Provider>> = {
  gateway: gatewayProvider,
  direct: directProvider,
  demo: demoProvider,
};

export const providerOf = (name: Connection): Provider => kProviders[name];

/** True if the connection in use offers the model. */
export function hasModel(id: string): boolean {
  if (connection.value === "direct") return directName(id) !== undefined;
  if (connection.value === "gateway" && gateway.value.status === "found")
    return gateway.value.manifest.models.includes(id);
  return true;
}

/** Shown if a connection offers none of the router's models. The demo offers all of them. */
export const kNoModelMessage: Readonly<Record<Connection, string>> = {
  gateway: "The gateway serves none of this router's models. Use the gateway's router, or send via another connection.",
  direct:
    "The names of this router's models at OpenRouter are unknown. Enter them under “Send via”, or choose another router.",
  demo: "",
};
