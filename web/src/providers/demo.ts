// Canned answers, labelled as such, so that the web app works without a server and without a key.

import type { ChatEvent, Provider } from "./provider.ts";
import { estimatedTokens } from "./tokens.ts";

const kWordMs = 18;

const answerOf = (model: string, prompt: string): string =>
  `This is a **demo answer**: no model was called.\n\nThe router would have sent this prompt of about ` +
  `${estimatedTokens(prompt)} tokens to \`${model}\`. For real answers, choose another connection under “Send via”: ` +
  `a gateway, or a provider with your own key.\n\n` +
  '```js\nimport { Alpharoute } from "alpharoute";\n\nconst router = await Alpharoute.load({ artifact, embedder });\n' +
  "const { model } = router.decide(prompt, { alpha: 0.5 });\n```\n\n" +
  "The slider weighs accuracy against cost: $x_i = \\alpha\\,\\tilde p_i + (1-\\alpha)(1-\\tilde q_i)$.";

/** Streams the answer word by word, about as fast as a model would. */
export const demoProvider: Provider = async function* ({ model, messages, signal }): AsyncIterable<ChatEvent> {
  const answer = answerOf(model, messages.at(-1)?.content ?? "");
  yield { type: "start", model };
  for (const word of answer.match(/\s*\S+/g) ?? []) {
    await delay(kWordMs, signal);
    yield { type: "text", text: word };
  }
  const prompt_tokens = messages.reduce((sum, message) => sum + estimatedTokens(message.content), 0);
  yield { type: "usage", usage: { prompt_tokens, completion_tokens: estimatedTokens(answer), is_estimated: true } };
  yield { type: "end", reason: "stop" };
};

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => (clearTimeout(timer), reject(signal.reason as Error));
    const timer = setTimeout(() => (signal.removeEventListener("abort", stop), resolve()), ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
