// The three ways to send, and which of them is in use.

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

const isChoice = (value: unknown): value is Connection | null =>
  value === null || kConnections.includes(value as Connection);

/** Null: the gateway if the page has one, else the demo. */
export const chosenConnection = persisted<Connection | null>("connection", null, isChoice);

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

/** Whether the way to send that is in use has that model. */
export function hasModel(id: string): boolean {
  if (connection.value === "direct") return directName(id) !== undefined;
  if (connection.value === "gateway" && gateway.value.status === "there")
    return gateway.value.manifest.models.includes(id);
  return true;
}

/** What to say where it has none of the router's models. */
export const kNoModelMessage: Readonly<Record<Connection, string>> = {
  gateway:
    "The gateway serves none of this router's models. Send directly, to the demo, or go back to the gateway's router.",
  direct:
    "The page does not know what OpenRouter calls this router's models. Say it under “Send through”, or choose another router.",
  demo: "",
};
