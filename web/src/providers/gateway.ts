// Through the gateway that serves the page: it decides as the page did, calls the provider, and survives its failures.

import { gatewayHeaders, gatewayUrl } from "../gateway/gateway.ts";
import { callOpenAi } from "./openai.ts";
import type { Provider } from "./provider.ts";

export const gatewayProvider: Provider = (call) =>
  callOpenAi(
    { name: "the gateway", baseUrl: gatewayUrl("v1"), headers: gatewayHeaders() },
    call,
    call.routing ? { model: "alpharoute", alpharoute: call.routing } : { model: call.model },
  );
