// Tests the package in Node: decisions, errors, and decisions after errors.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Alpharoute } from "../dist/index.js";
import { Alpharoute as Inlined } from "../dist/inline.js";
import { EncodedRouter } from "../dist/encoder.js";
import { asset, assetBytes, distBytes, errorOf, unitVectors } from "./support.mjs";

const artifact = assetBytes("llmrouter-9.safetensors");
const embedder = assetBytes("static-en-1.safetensors");
const prompt = "Write a Python function that merges two sorted lists.";
const wasm = await WebAssembly.compile(distBytes("router.wasm"));
const load = (options = {}) => Alpharoute.load({ artifact, embedder, wasm, ...options });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("a URL, a Response, bytes and a compiled module load the same router", async () => {
  const expected = (await load()).decide(prompt);
  const address = pathToFileURL(asset("llmrouter-9.safetensors"));
  for (const source of [
    address,
    address.href,
    new Response(artifact),
    new Uint8Array(artifact),
    new Uint8Array(artifact).buffer,
  ]) {
    assert.deepEqual((await load({ artifact: source })).decide(prompt), expected);
  }
  assert.deepEqual((await Alpharoute.load({ artifact, embedder })).decide(prompt), expected);
  assert.deepEqual((await load({ wasm: distBytes("router.scalar.wasm") })).decide(prompt), expected);
  assert.deepEqual((await Inlined.load({ artifact, embedder })).decide(prompt), expected);
});

test("a prompt and its embedding have the same decision", async () => {
  const router = await load();
  assert.deepEqual(router.decide(router.embed(prompt), { alpha: 0.3 }), router.decide(prompt, { alpha: 0.3 }));
});

test("decideMany equals decide for each input, in order", async () => {
  const router = await load();
  const inputs = [prompt, "Why is the sky blue?", router.embed("hello")];
  assert.deepEqual(
    router.decideMany(inputs, { alpha: 1 }),
    inputs.map((input) => router.decide(input, { alpha: 1 })),
  );
});

test("options of one call do not affect the next", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  assert.equal(router.decide(prompt, { alpha: 1, models: ["codegemma-7b"] }).model, "codegemma-7b");
  assert.deepEqual(router.decide(prompt), usual);
  await errorOf(() => router.decide(prompt, { alpha: 7 }));
  assert.deepEqual(router.decide(prompt), usual);
});

test("sweep, spectrum and decide agree at every alpha", async () => {
  const router = await load();
  const spectrum = router.spectrum(prompt);
  assert.equal(spectrum[0].from, 0);
  assert.ok(spectrum.length > 1);
  const sweep = router.sweep(prompt);
  assert.equal(sweep.length, 101);
  for (const { alpha, model } of sweep) {
    assert.equal(router.decide(prompt, { alpha }).model, model);
    if (!spectrum.some(({ from }) => Math.abs(from - alpha) < 1e-9)) {
      assert.equal(spectrum.findLast(({ from }) => from <= alpha).model, model);
    }
  }
  assert.deepEqual(router.decide(prompt).spectrum, spectrum);
});

test("solve returns the alpha that a decision with the budget uses", async () => {
  const router = await load();
  const place = router.solve({ best_share: 0.95 });
  assert.equal(router.decide(prompt, { budget: { best_share: 0.95 } }).alpha, place.alpha);
  assert.ok(place.accuracy > 0.5 && place.cost_per_1000 > 0);
});

test("models, clusters and the description come from the artifact", async () => {
  const router = await load();
  const description = router.describe();
  assert.equal(description.artifact, sha256(artifact));
  assert.equal(description.embedder.id, "static-en-1");
  assert.equal(description.embedder.sha256, sha256(embedder));
  assert.deepEqual(description.scorings, ["posterior", "paper", "refcode"]);
  assert.equal(router.models().length, 9);
  assert.equal(router.models()[0].id, "codegemma-7b");
  assert.equal(router.clusters().length, 60);
  assert.equal(router.clusters()[3].expected_accuracy.length, 9);
});

test("a repriced router uses the new prices and does not affect the original", async () => {
  const router = await load();
  const usual = router.decide(prompt, { alpha: 0.5 });
  const id = usual.model;
  const repriced = router.reprice({ [id]: 1000 });
  assert.notEqual(repriced.decide(prompt, { alpha: 0.5 }).model, id);
  assert.deepEqual(router.decide(prompt, { alpha: 0.5 }), usual);
  const [was, is] = [router, repriced].map((which) => which.models().find((model) => model.id === id));
  assert.equal(is.input_price, 1000 * was.input_price);
  assert.ok(Math.abs(is.mean_cost_usd / was.mean_cost_usd - 1000) < 0.001);
  const others = (which) => which.models().filter((model) => model.id !== id);
  assert.deepEqual(others(repriced), others(router));
  assert.equal(repriced.describe().artifact, "");
  assert.equal(repriced.decide(prompt).artifact, "");
  assert.deepEqual({ ...router.reprice({}).decide(prompt, { alpha: 0.5 }), artifact: usual.artifact }, usual);
  const back = repriced.reprice({ [id]: 1 / 1000 });
  assert.equal(back.decide(prompt, { alpha: 0.5 }).model, id);
});

test("disposing of a router releases its memory and does not affect the other", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  const repriced = router.reprice({ "codegemma-7b": 0.5 });
  const changed = repriced.decide(prompt);
  const held = router.memoryBytes;
  for (let i = 0; i < 2000; ++i) router.reprice({ "codegemma-7b": 1 + i }).dispose();
  assert.ok(router.memoryBytes <= held + 1_000_000, "the memory of 2,000 routers of 50 KB was not released");
  assert.deepEqual(router.decide(prompt), usual);
  router.dispose();
  assert.equal((await errorOf(() => router.reprice({}))).code, "disposed");
  assert.deepEqual(repriced.decide(prompt), changed);
  repriced.dispose();
  repriced.dispose();
  assert.equal((await errorOf(() => repriced.decide(prompt))).code, "disposed");
});

test("unknown models and bad factors are rejected and do not affect the router", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  assert.deepEqual(await errorOf(() => router.reprice({ "gpt-0": 2 })), {
    code: "invalid_argument",
    message: 'The router has no model "gpt-0". Pass a value in the documented range.',
  });
  for (const factor of [0, -1, NaN, Infinity, 1_000_001, "2", null, undefined, 2n]) {
    assert.deepEqual(await errorOf(() => router.reprice({ "codegemma-7b": factor })), {
      code: "invalid_argument",
      message: 'the factor of model "codegemma-7b" must be a number above 0 and at most 1,000,000.',
    });
  }
  for (const factors of [undefined, null, 2, "x"]) {
    assert.deepEqual(await errorOf(() => router.reprice(factors)), {
      code: "invalid_argument",
      message: "The factors must be an object. Pass a value in the documented range.",
    });
  }
  assert.deepEqual(router.decide(prompt), usual);
});

test("a router without an embedder decides only from embeddings", async () => {
  const router = await load({ embedder: undefined });
  const embedding = (await load()).embed(prompt);
  assert.equal(router.decide(embedding).artifact, sha256(artifact));
  assert.deepEqual(await errorOf(() => router.decide(prompt)), {
    code: "wrong_embedder",
    message: "the router has no embedder. Pass static-en-1 when you load it, or pass embeddings made by it.",
  });
});

test("an invalid input is an error and does not affect the next decision", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  const dimensions = router.describe().embedder.dimensions;
  const wrong = (what) => `${what}. Pass a value in the documented range.`;
  const nan = new Float32Array(dimensions).fill(NaN);
  const cases = [
    [() => router.decide(""), "no_text", "the prompt has no text to embed. Enter at least one word."],
    [() => router.decide(prompt, { alpha: 2 }), "invalid_argument", "alpha must be from 0 (cheapest) to 1 (best)."],
    [() => router.decide(prompt, { alpha: NaN }), "invalid_argument", wrong('"alpha" is NaN')],
    [
      () => router.decide(prompt, { budget: { best_share: Infinity } }),
      "invalid_argument",
      wrong('"best_share" is Infinity'),
    ],
    [() => router.decide(prompt, { alpha: "1" }), "invalid_argument", '"alpha" must be a number.'],
    [() => router.decide(prompt, { nearest_clusters: 0 }), "invalid_argument", "nearest_clusters must be at least 1."],
    [() => router.decide(prompt, 3), "invalid_argument", wrong("The options must be an object")],
    [() => router.decide(7), "invalid_argument", wrong("The input must be a string or a Float32Array")],
    [() => router.decide([0.1]), "invalid_argument", wrong("The input must be a string or a Float32Array")],
    [() => router.embed(7), "invalid_argument", wrong("The text must be a string")],
    [() => router.sweep(prompt, [0, 1.5]), "invalid_argument", "every alpha must be from 0 (cheapest) to 1 (best)."],
    [
      () => router.decide(new Float32Array(3)),
      "bad_embedding",
      `the embedding has 3 dimensions, but the artifact's clusters have ${dimensions}. Embed with the embedder that the artifact names.`,
    ],
    [
      () => router.decide(prompt, { models: ["codegemma-7b"], deny: ["codegemma-7b"] }),
      "no_model",
      "models and deny exclude every model. Allow more models.",
    ],
    [
      () => router.decide(prompt, { nearestClusters: 2 }),
      "invalid_argument",
      '"nearestClusters" is not a request option. The options are alpha, scoring, nearest_clusters, models, deny, capabilities, context_tokens, max_cost_usd, min_accuracy, budget.',
    ],
  ];
  for (const [call, code, message] of cases) {
    assert.deepEqual(await errorOf(call), { code, message });
    assert.deepEqual(router.decide(prompt), usual);
  }
  for (const bad of [nan, new Float32Array(dimensions), new Float32Array(0), new Float32Array(5_000_000)]) {
    assert.equal((await errorOf(() => router.decide(bad))).code, "bad_embedding");
    assert.deepEqual(router.decide(prompt), usual);
  }
});

test("lone surrogates become U+FFFD, and the memory of a 10 MB prompt is released", async () => {
  const router = await load();
  assert.deepEqual(router.decide("sort \ud800 lists \udc00"), router.decide("sort \ufffd lists \ufffd"));
  const long = "merge two sorted lists ".repeat(450_000);
  assert.ok(long.length > 10_000_000);
  router.decide(long);
  const held = router.memoryBytes;
  for (let i = 0; i < 5; ++i) router.decide(long);
  assert.equal(router.memoryBytes, held);
});

test("every call to a disposed router is an error, and a second dispose has no effect", async () => {
  const router = await load();
  router.dispose();
  router.dispose();
  for (const call of [
    () => router.decide(prompt),
    () => router.embed(prompt),
    () => router.sweep(prompt),
    () => router.solve({}),
  ]) {
    assert.deepEqual(await errorOf(call), {
      code: "disposed",
      message: "The router was disposed of. Load the router again.",
    });
  }
});

test("memory is steady over a million decisions", async () => {
  const router = await load();
  const inputs = unitVectors(64, router.describe().embedder.dimensions);
  const options = [{ alpha: 0.2 }, { alpha: 0.9, scoring: "paper" }];
  const decide = (count) => {
    for (let i = 0; i < count; ++i) router.decide(inputs[i % 64], options[(i >> 10) & 1]);
  };
  for (let i = 0; i < 1000; ++i) router.decide(prompt, { alpha: (i % 100) / 100 });
  decide(10_000);
  const held = router.memoryBytes;
  decide(1_000_000);
  for (let i = 0; i < 10_000; ++i) router.decide(prompt, { alpha: (i % 100) / 100 });
  for (let i = 0; i < 1000; ++i) await errorOf(() => router.decide(prompt, { alpha: 2 }));
  assert.equal(router.memoryBytes, held);
});

test("the modules import only what a trap and growth need", () => {
  for (const name of ["router.wasm", "router.scalar.wasm"]) {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(distBytes(name)));
    assert.deepEqual(imports.map(({ module, name }) => `${module}.${name}`).sort(), [
      "env.emscripten_notify_memory_growth",
      "wasi_snapshot_preview1.proc_exit",
    ]);
  }
});

test("module and code take at most 100 KB over the wire, inlined 100 KiB, with embedder and sample artifact at most 4.5 MB", (t) => {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const code = gzip(distBytes("router.wasm")) + gzip(distBytes("index.js"));
  const inline = gzip(distBytes("inline.js"));
  const all = code + gzip(artifact) + gzip(embedder);
  t.diagnostic(`module and code ${code} bytes, inlined ${inline}, with embedder and artifact ${all}`);
  assert.ok(code <= 100_000, `${code}`);
  assert.ok(inline <= 102_400, `${inline}`);
  assert.ok(all <= 4_500_000, `${all}`);
});

test("an encoder of the page supplies the vectors of artifacts that were fitted with it", async () => {
  const router = await load();
  const calls = [];
  const encoder = async (text, options) => {
    calls.push([text, options]);
    return { data: router.embed(text).map((value) => 3 * value), dims: [1, router.describe().embedder.dimensions] };
  };
  const encoded = new EncodedRouter(router, encoder, { id: "static-en-1" });
  assert.equal((await encoded.decide(prompt, { alpha: 0.4 })).model, router.decide(prompt, { alpha: 0.4 }).model);
  assert.deepEqual(calls, [[prompt, { pooling: "mean", normalize: true }]]);
  assert.deepEqual(await errorOf(() => new EncodedRouter(router, encoder, { id: "other" })), {
    code: "wrong_embedder",
    message:
      "The artifact was fitted with the embedder static-en-1, not other. Pass the embedder that the artifact names, or fit again with this one.",
  });
  const narrow = new EncodedRouter(router, async () => ({ data: [1, 2], dims: [1, 2] }), { id: "static-en-1" });
  assert.equal((await errorOf(() => narrow.decide(prompt))).code, "wrong_embedder");
});
