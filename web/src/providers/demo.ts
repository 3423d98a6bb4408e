// Answers that come from nowhere, plainly labelled, so that the page works with no server and no key.

import { estimatedTokens } from "./tokens.ts";
import type { ChatEvent, Provider } from "./provider.ts";

const kTokenMs = 18;

const answerOf = (model: string, question: string): string =>
  `This is a **demo answer**: no model was called.\n\nThe router would have sent this prompt of about ` +
  `${estimatedTokens(question)} tokens to \`${model}\`. To get real answers, choose another way under “Send through”: ` +
  `a gateway, or a provider with a key of your own.\n\n` +
  '```js\nimport { Alpharoute } from "alpharoute";\n\nconst router = await Alpharoute.load({ artifact, embedder });\n' +
  "const { model } = router.decide(prompt, { alpha: 0.5 });\n```\n\n" +
  "The dial weighs accuracy against cost: $x_i = \\alpha\\,\\tilde p_i + (1-\\alpha)(1-\\tilde q_i)$.";

/** Streams word by word, in about the time that a model would take. */
export const demoProvider: Provider = async function* ({ model, messages, signal }): AsyncIterable<ChatEvent> {
  const question = messages.at(-1)?.content ?? "";
  const answer = answerOf(model, question);
  yield { type: "start", model };
  for (const word of answer.match(/\s*\S+/g) ?? []) {
    await pause(kTokenMs, signal);
    yield { type: "text", text: word };
  }
  const prompt_tokens = messages.reduce((sum, message) => sum + estimatedTokens(message.content), 0);
  yield { type: "usage", usage: { prompt_tokens, completion_tokens: estimatedTokens(answer), is_estimated: true } };
  yield { type: "end", reason: "stop" };
};

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => (clearTimeout(timer), reject(signal.reason as Error));
    const timer = setTimeout(() => (signal.removeEventListener("abort", stop), resolve()), ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
