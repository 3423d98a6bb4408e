// Sending a prompt: who is asked, and the answer as it comes in.

import type { Decision } from "alpharoute/worker";
import { effect, signal } from "@preact/signals";
import { connection, providerOf } from "../providers/connection.ts";
import type { ChatEvent } from "../providers/provider.ts";
import { byHand, requestOptions } from "../decision/controls.ts";
import { queryOf, type Turn } from "../router/query.ts";
import { problemOf } from "../router/problem.ts";
import { refusalOf } from "../decision/refusal.ts";
import { router, settledRouter, type LoadedRouter } from "../router/router.ts";
import { unavailableReason } from "../decision/served.ts";
import { announce } from "../ui/announce.ts";
import { shortName } from "../ui/format.ts";
import { newId } from "../ui/id.ts";
import { conversation, conversations, setDraft, setMessages } from "./conversations.ts";
import { closeReceipt, openReceipt } from "./receipt.ts";
import type { AssistantMessage, Message } from "./types.ts";

/** By conversation: what stops its answer. */
const running = signal<ReadonlyMap<string, AbortController>>(new Map());

export const isAnswering = (id: string): boolean => running.value.has(id);

export function stop(id: string): void {
  running.value.get(id)?.abort();
}

/** Sends the composer's text; in place of message `editing` and what follows it, if given. */
export async function send(text: string, editing: string | null): Promise<void> {
  const { id, messages } = conversation.value;
  if (text.trim() === "" || isAnswering(id)) return;
  const at = editing === null ? messages.length : messages.findIndex((message) => message.id === editing);
  const prompt: Message = { id: newId(), role: "user", content: text, at: Date.now() };
  if (editing === null) setDraft(id, "");
  await answer(id, [...messages.slice(0, at < 0 ? messages.length : at), prompt]);
}

/** Asks again for the newest answer, with the controls as they are now. It stays if no new one comes. */
export async function retry(): Promise<void> {
  const { id, messages } = conversation.value;
  const before = messages.at(-1);
  if (before?.role !== "assistant" || isAnswering(id)) return;
  await answer(id, messages.slice(0, -1), before);
}

// What was deleted, here or in another tab, is not paid for any longer.
effect(() => {
  const kept = new Set(conversations.value.map(({ id }) => id));
  for (const [id, controller] of running.peek()) if (!kept.has(id)) controller.abort();
});

const turnsOf = (messages: readonly Message[]): Turn[] =>
  messages.filter(({ content }) => content !== "").map(({ role, content }) => ({ role, content }));

async function answer(id: string, asked: readonly Message[], before?: AssistantMessage): Promise<void> {
  const controller = new AbortController();
  running.value = new Map(running.value).set(id, controller);
  const picked = byHand.value;
  byHand.value = null;
  const message = blankAnswer();
  setMessages(id, () => [...asked, message]);
  const turns = turnsOf(asked);
  const update = (changed: Partial<AssistantMessage>): void =>
    setMessages(id, (messages) =>
      messages.map((entry) =>
        entry.id === message.id
          ? (insteadOf(before, changed) ?? ({ ...entry, ...changed } as AssistantMessage))
          : entry,
      ),
    );
  try {
    const decided = await Promise.race([decide(turns, picked), aborted(controller.signal)]);
    if (decided === null) return update({ status: "stopped" });
    const { decision, problem } = decided;
    const receipt = openReceipt(connection.value, decision, picked);
    update({ receipt });
    await receive({ ...message, receipt }, turns, picked === null, problem, controller.signal, update);
  } finally {
    const left = new Map(running.value);
    left.delete(id);
    running.value = left;
  }
}

// The answer before, where the new one has ended without a word.
function insteadOf(
  before: AssistantMessage | undefined,
  { status, content, problem }: Partial<AssistantMessage>,
): AssistantMessage | null {
  if (!before?.content || content || (status !== "failed" && status !== "stopped")) return null;
  return { ...before, problem: problem && `This is the answer before: the new one failed. ${problem}` };
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((done) => signal.addEventListener("abort", () => done(null)));

function blankAnswer(): AssistantMessage {
  return {
    id: newId(),
    role: "assistant",
    content: "",
    at: Date.now(),
    status: "streaming",
    receipt: { connection: connection.value, model: "", chosenBy: "router", decision: null, expectedMs: null },
  };
}

interface Decided {
  readonly decision: Decision | null;
  /** Why there is none. Through the gateway that is no obstacle: it decides itself. */
  readonly problem: string;
}

async function decide(turns: readonly Turn[], picked: string | null): Promise<Decided> {
  const current = await settledRouter();
  if (unavailableReason.value !== null) return { decision: null, problem: unavailableReason.value };
  if (!current?.decidesText)
    return {
      decision: null,
      problem: "The page has no router that can decide for text: choose another one in the routing panel.",
    };
  try {
    return { decision: await decideWith(current, queryOf(turns, current.source.turns), picked), problem: "" };
  } catch (error) {
    return { decision: null, problem: refusalOf(error) };
  }
}

// If the rules leave out the model that was picked by hand, what is expected of it comes from a decision without them.
async function decideWith({ worker }: LoadedRouter, query: string, picked: string | null): Promise<Decision> {
  const decision = await worker.decide(query, requestOptions.value);
  if (picked === null || decision.models.some(({ model }) => model === picked)) return decision;
  return { ...decision, models: (await worker.decide(query, {})).models };
}

async function receive(
  message: AssistantMessage,
  turns: readonly Turn[],
  isRouted: boolean,
  undecided: string,
  signal: AbortSignal,
  update: (changed: Partial<AssistantMessage>) => void,
): Promise<void> {
  const begin = performance.now();
  let { receipt } = message;
  let text = "";
  let usage: Extract<ChatEvent, { type: "usage" }>["usage"] | undefined;
  const screen = paced(() => update({ content: text }));
  const finish = (status: AssistantMessage["status"], problem?: string): void => {
    screen.cancel();
    receipt = { ...receipt, totalMs: performance.now() - begin };
    if (text !== "" || usage) receipt = closeReceipt(receipt, usage, turns, text);
    update({ content: text, status, problem, receipt });
  };
  try {
    const isGateways = router.value === null || router.value.source.gateway !== undefined;
    const routing = isRouted && receipt.connection === "gateway" && isGateways ? requestOptions.value : undefined;
    if (receipt.model === "alpharoute" && routing === undefined) throw new Error(undecided);
    announce("Waiting for the answer");
    for await (const event of providerOf(receipt.connection)({
      messages: turns,
      model: receipt.model,
      routing,
      signal,
    })) {
      if (event.type === "start") {
        receipt = { ...receipt, model: event.model ?? receipt.model, fallbackFrom: event.fallbackFrom };
        update({ receipt });
      } else if (event.type === "text") {
        receipt = { ...receipt, firstTokenMs: receipt.firstTokenMs ?? performance.now() - begin };
        text += event.text;
        screen.ask();
      } else if (event.type === "usage") {
        usage = event.usage;
      } else if (event.reason !== "stop") {
        receipt = { ...receipt, endedBy: event.reason };
      }
    }
    finish("done");
    announce(`${shortName(receipt.model)} has answered`);
  } catch (error) {
    if (signal.aborted) {
      finish("stopped");
      announce("Stopped");
    } else {
      finish("failed", problemOf(error));
      announce("The answer failed");
    }
  }
}

/** At most one call of `show` a frame. */
function paced(show: () => void) {
  let frame = 0;
  return {
    ask: (): void => {
      frame ||= requestAnimationFrame(() => ((frame = 0), show()));
    },
    cancel: (): void => cancelAnimationFrame(frame),
  };
}
