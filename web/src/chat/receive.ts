// Receives an answer from a provider.

import type { RequestOptions } from "alpharoute/worker";
import { providerOf } from "../providers/connection.ts";
import type { Usage } from "../providers/provider.ts";
import { problemOf } from "../router/problem.ts";
import type { Turn } from "../router/query.ts";
import { announce } from "../ui/announce.ts";
import { shortName } from "../ui/format.ts";
import { closeReceipt } from "./receipt.ts";
import type { AssistantMessage, Receipt } from "./types.ts";

interface Request {
  /** Names the connection and the model. */
  readonly receipt: Receipt;
  readonly turns: readonly Turn[];
  /** As in ChatCall. */
  readonly routing: RequestOptions | undefined;
  readonly signal: AbortSignal;
}

/** Calls the provider and passes each change of the answer to `update`: text at most once per frame. Never rejects. */
export async function receive(request: Request, update: (changed: Partial<AssistantMessage>) => void): Promise<void> {
  const { turns, routing, signal } = request;
  const start = performance.now();
  let { receipt } = request;
  let text = "";
  let usage: Usage | undefined;
  const screen = oncePerFrame(() => update({ content: text }));
  const finish = (status: AssistantMessage["status"], problem?: string): void => {
    screen.cancel();
    receipt = { ...receipt, totalMs: performance.now() - start };
    if (text !== "" || usage) receipt = closeReceipt(receipt, usage, turns, text);
    update({ content: text, status, problem, receipt });
  };
  try {
    announce("Waiting for the answer");
    const call = { messages: turns, model: receipt.model, routing, signal };
    for await (const event of providerOf(receipt.connection)(call)) {
      if (event.type === "start") {
        receipt = { ...receipt, model: event.model ?? receipt.model, fallbackFrom: event.fallbackFrom };
        update({ receipt });
      } else if (event.type === "text") {
        receipt = { ...receipt, firstTokenMs: receipt.firstTokenMs ?? performance.now() - start };
        text += event.text;
        screen.request();
      } else if (event.type === "usage") {
        usage = event.usage;
      } else if (event.reason !== "stop") {
        receipt = { ...receipt, endedBy: event.reason };
      }
    }
    finish("done");
    announce(`${shortName(receipt.model)} has answered`);
  } catch (error) {
    finish(signal.aborted ? "stopped" : "failed", signal.aborted ? undefined : problemOf(error));
    announce(signal.aborted ? "Stopped" : "The answer failed");
  }
}

// Calls `show` in the next frame after a request.
function oncePerFrame(show: () => void) {
  let frame = 0;
  return {
    request: (): void => {
      frame ||= requestAnimationFrame(() => ((frame = 0), show()));
    },
    cancel: (): void => cancelAnimationFrame(frame),
  };
}
