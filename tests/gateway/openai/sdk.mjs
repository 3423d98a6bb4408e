// The official OpenAI library drives the gateway: node sdk.mjs <base URL>. What it asserts is what its users rely on.
import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI({ baseURL: `${process.argv[2]}/v1`, apiKey: "not-needed", maxRetries: 0 });
const TEXT = Array.from({ length: 60 }, (_, i) => `word${i} `).join("");
const messages = [{ role: "user", content: "Write a Python function that merges two sorted lists." }];
const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }];

const cases = {
  async models() {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.equal(ids[0], "alpharoute");
    assert.ok(ids.includes("gemma-2-9b-it"));
  },

  async chat() {
    const { data, response } = await client.chat.completions.create({ model: "alpharoute:0", messages }).withResponse();
    assert.equal(data.choices[0].message.content, TEXT);
    assert.equal(data.model, "gemma-2-9b-it");
    assert.equal(data.usage.total_tokens, 71);
    assert.equal(response.headers.get("x-alpharoute-model"), "gemma-2-9b-it");
  },

  async streaming() {
    const stream = await client.chat.completions.create({
      model: "alpharoute", messages, stream: true, stream_options: { include_usage: true },
    });
    let text = "";
    let usage = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.equal(text, TEXT);
    assert.equal(usage.completion_tokens, 60);
  },

  async toolsWhole() {
    const answer = await client.chat.completions.create({ model: "alpharoute", messages, tools });
    const call = answer.choices[0].message.tool_calls[0];
    assert.deepEqual([call.function.name, JSON.parse(call.function.arguments)], ["weather", { city: "Paris" }]);
  },

  async toolsStreamed() {
    const runner = client.chat.completions.stream({ model: "alpharoute", messages, tools });
    const answer = await runner.finalChatCompletion();
    const call = answer.choices[0].message.tool_calls[0];
    assert.deepEqual([call.function.name, JSON.parse(call.function.arguments)], ["weather", { city: "Paris" }]);
    assert.equal(answer.choices[0].finish_reason, "tool_calls");
  },

  async embeddings() {
    const answer = await client.embeddings.create({ model: "static-en-1", input: ["one", "two"] }); // base64 underneath
    assert.equal(answer.data.length, 2);
    const vector = answer.data[1].embedding;
    assert.equal(vector.length, 120);
    assert.ok(Math.abs(vector.reduce((sum, x) => sum + x * x, 0) - 1) < 1e-4);
    const plain = await client.embeddings.create({ model: "static-en-1", input: "two", encoding_format: "float" });
    assert.deepEqual(plain.data[0].embedding.map(Math.fround), Array.from(vector, Math.fround));
  },

  async errors() {
    await assert.rejects(client.chat.completions.create({ model: "nobody", messages }), (error) => {
      assert.ok(error instanceof OpenAI.NotFoundError);
      assert.equal(error.code, "model_not_found");
      return true;
    });
    await assert.rejects(client.chat.completions.create({ model: "alpharoute", messages: [] }), OpenAI.BadRequestError);
  },

  async cutStream() {
    const stream = await client.chat.completions.create({ model: "truncating-model", messages, stream: true });
    let text = "";
    await assert.rejects(async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? "";
    }, OpenAI.APIError);
    assert.ok(text.startsWith("word0 "));
  },

  async abort() {
    const stream = await client.chat.completions.create({ model: "slow-model", messages, stream: true });
    for await (const _ of stream) break;
    stream.controller.abort();
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run();
  console.log(`ok ${name}`);
}
