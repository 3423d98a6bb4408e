// Sends through the gateway. With the gateway's own router in use, the gateway decides from the same text and options.

import { gatewayHeaders, gatewayUrl } from "../gateway/gateway.ts";
import { callOpenAi } from "./openai.ts";
import type { Provider } from "./provider.ts";

export const gatewayProvider: Provider = (call) =>
  callOpenAi(
    { name: "the gateway", baseUrl: gatewayUrl("v1"), headers: gatewayHeaders() },
    call,
    call.routing ? { model: "alpharoute", alpharoute: call.routing } : { model: call.model },
  );
