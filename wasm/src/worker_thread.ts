// The worker's side: processes calls in order, and checks for cancellation between batches of work.

import { AlpharouteError, failure } from "./errors.js";
import { Alpharoute } from "./index.js";
import type { FromThread, ToThread, WireLoad } from "./protocol.js";
import type { LoadOptions } from "./router.js";
import type { Decision, Input, RequestOptions } from "./types.js";

type Call = Exclude<ToThread, { readonly cancel: number }>;

interface Thread {
  onmessage: ((event: MessageEvent<ToThread>) => void) | null;
  postMessage(message: FromThread): void;
}

const kBatch = 64; // inputs between two checks for cancellation

const thread = globalThis as unknown as Thread;
const queue: Call[] = [];
const cancelled = new Set<number>();
let router: Alpharoute | undefined;
let loading: { readonly id: number; readonly controller: AbortController } | undefined;
let current: Call | undefined;

// Handles waiting messages. A message to itself is faster than a timer, which browsers clamp to milliseconds.
function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function opened(): Alpharoute {
  if (!router) throw failure("disposed", "The worker has no router");
  return router;
}

async function load(id: number, wire: WireLoad) {
  const controller = new AbortController();
  loading = { id, controller };
  try {
    router = await Alpharoute.load({ ...wire, signal: controller.signal } as LoadOptions);
  } finally {
    loading = undefined;
  }
  return router.describe();
}

async function decideMany(id: number, inputs: readonly Input[], options: RequestOptions | undefined) {
  const decisions: Decision[] = [];
  for (let begin = 0; begin < inputs.length; begin += kBatch) {
    decisions.push(...opened().decideMany(inputs.slice(begin, begin + kBatch), options));
    await yieldToMessages();
    if (cancelled.has(id)) throw failure("aborted", "The call was cancelled");
  }
  return decisions;
}

async function answer(call: Call): Promise<unknown> {
  switch (call.call) {
    case "load":
      return load(call.id, ...call.arguments);
    case "decideMany":
      return decideMany(call.id, ...call.arguments);
    case "decide":
      return opened().decide(...call.arguments);
    case "sweep":
      return opened().sweep(...call.arguments);
    case "spectrum":
      return opened().spectrum(...call.arguments);
    case "solve":
      return opened().solve(...call.arguments);
    case "embed":
      return opened().embed(...call.arguments);
  }
}

async function respond(call: Call): Promise<FromThread> {
  try {
    return { id: call.id, result: await answer(call) };
  } catch (error) {
    const known = error instanceof AlpharouteError ? error : failure("invalid_argument", `The call failed: ${error}`);
    return { id: call.id, code: known.code, message: known.message };
  }
}

async function work(): Promise<void> {
  if (current) return;
  while ((current = queue.shift())) {
    if (!cancelled.has(current.id)) thread.postMessage(await respond(current));
    cancelled.delete(current.id);
    await yieldToMessages();
  }
}

function cancel(id: number): void {
  if (loading?.id === id) loading.controller.abort();
  if (current?.id === id || queue.some((call) => call.id === id)) cancelled.add(id);
}

thread.onmessage = ({ data }) => {
  if ("cancel" in data) return cancel(data.cancel);
  queue.push(data);
  void work();
};
