// The three ways to send, and which of them is in use.

import { computed } from "@preact/signals";
import { hasGateway } from "../routing/gateway.js";
import { persisted } from "../ui/persisted.js";
import { demoProvider } from "./demo.js";
import { directProvider } from "./direct.js";
import { gatewayProvider } from "./gateway.js";
import type { Provider } from "./provider.js";

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
