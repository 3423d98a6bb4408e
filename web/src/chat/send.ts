// Sends prompts: starts, stops and repeats answers.

import { batch, effect, signal } from "@preact/signals";
import { manualChoice, requestOptions } from "../decision/controls.ts";
import { connection } from "../providers/connection.ts";
import type { Turn } from "../router/query.ts";
import { router } from "../router/router.ts";
import { announce } from "../ui/announce.ts";
import { newId } from "../ui/id.ts";
import { chooseModel } from "./choose.ts";
import { conversation, conversations, setDraft, setMessages } from "./conversations.ts";
import { kGatewayModel, openReceipt } from "./receipt.ts";
import { receive } from "./receive.ts";
import type { AssistantMessage, Message } from "./types.ts";

/** Cancels the answer in progress, by conversation. */
const running = signal<ReadonlyMap<string, AbortController>>(new Map());

export const isAnswering = (id: string): boolean => running.value.has(id);

export function stop(id: string): void {
  running.value.get(id)?.abort();
}

/** Stops the answers of conversations that are deleted, in this tab or another, to save their cost. */
export function startSending(): void {
  effect(() => {
    const present = new Set(conversations.value.map(({ id }) => id));
    for (const [id, controller] of running.peek()) if (!present.has(id)) controller.abort();
  });
}

/** Sends `text`. It replaces the message `editing` and all that follow, if given. */
export async function send(text: string, editing: string | null): Promise<void> {
  const { id, messages } = conversation.value;
  if (text.trim() === "" || isAnswering(id)) return;
  const at = messages.findIndex((message) => message.id === editing);
  const prompt: Message = { id: newId(), role: "user", content: text, at: Date.now() };
  // One change for the preview: the prompt moves from the composer to the messages, and its decision stays.
  await batch(() => {
    if (editing === null) setDraft(id, "");
    return answer(id, [...(at < 0 ? messages : messages.slice(0, at)), prompt]);
  });
}

/** Replaces the last answer, with the current controls. The old answer stays if the new one fails without any text. */
export async function regenerate(): Promise<void> {
  const { id, messages } = conversation.value;
  const previous = messages.at(-1);
  if (previous?.role !== "assistant" || isAnswering(id)) return;
  await answer(id, messages.slice(0, -1), previous);
}

async function answer(id: string, asked: readonly Message[], previous?: AssistantMessage): Promise<void> {
  const controller = new AbortController();
  const manual = manualChoice.value;
  const turns = turnsOf(asked);
  const choosing = chooseModel(turns, manual); // before the changes below, so that it uses the decision shown
  const message = blankAnswer();
  batch(() => {
    running.value = new Map(running.value).set(id, controller);
    manualChoice.value = null;
    setMessages(id, () => [...asked, message]);
  });
  const update = (changed: Partial<AssistantMessage>): void =>
    setMessages(id, (messages) =>
      messages.map((entry) =>
        entry.id === message.id
          ? (previousInstead(previous, changed) ?? ({ ...entry, ...changed } as AssistantMessage))
          : entry,
      ),
    );
  try {
    const chosen = await Promise.race([choosing, aborted(controller.signal)]);
    if (chosen === null) return update({ status: "stopped" });
    const receipt = openReceipt(connection.value, chosen.decision, manual);
    update({ receipt });
    const routing = manual === null && gatewayDecides() ? requestOptions.value : undefined;
    if (receipt.model === kGatewayModel && routing === undefined) {
      announce("The answer failed");
      return update({ status: "failed", problem: chosen.problem });
    }
    await receive({ receipt, turns, routing, signal: controller.signal }, update);
  } finally {
    const left = new Map(running.value);
    left.delete(id);
    running.value = left;
  }
}

// True if the prompt goes through the gateway and the gateway has the same router, or the browser has none.
function gatewayDecides(): boolean {
  return connection.value === "gateway" && (router.value === null || router.value.source.gateway !== undefined);
}

const turnsOf = (messages: readonly Message[]): Turn[] =>
  messages.filter(({ content }) => content !== "").map(({ role, content }) => ({ role, content }));

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

// Returns the previous answer if the new one ended without any text; else null.
function previousInstead(
  previous: AssistantMessage | undefined,
  { status, content, problem }: Partial<AssistantMessage>,
): AssistantMessage | null {
  if (!previous?.content || content || (status !== "failed" && status !== "stopped")) return null;
  return { ...previous, problem: problem && `This is the previous answer: the new one failed. ${problem}` };
}
