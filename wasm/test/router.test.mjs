// The package in Node: what it decides, what it refuses and in which words, and that it goes on after every refusal.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Alpharoute, AlpharouteError, hasSimd } from "../dist/index.js";
import { Alpharoute as Inlined } from "../dist/inline.js";
import { EncodedRouter } from "../dist/encoder.js";
import { asset, assetBytes, distBytes, unitVectors } from "./support.mjs";

const artifact = assetBytes("llmrouter-9.safetensors");
const embedder = assetBytes("static-en-1.safetensors");
const prompt = "Write a Python function that merges two sorted lists.";
const wasm = await WebAssembly.compile(distBytes("router.wasm"));
const load = (options = {}) => Alpharoute.load({ artifact, embedder, wasm, ...options });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// The error of `call`, which must be one of the package's, with a hint.
async function errorOf(call) {
  try {
    await call();
  } catch (error) {
    assert.ok(error instanceof AlpharouteError, String(error));
    assert.ok(error.hint.endsWith("."), error.hint);
    return { code: error.code, message: error.message };
  }
  assert.fail("nothing was refused");
}

async function served(handler, use) {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/file`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test("a file's address, a Response, bytes and a compiled module load the same router", async () => {
  const expected = (await load()).decide(prompt);
  const address = pathToFileURL(asset("llmrouter-9.safetensors"));
  for (const source of [address, address.href, new Response(artifact), new Uint8Array(artifact), new Uint8Array(artifact).buffer]) {
    assert.deepEqual((await load({ artifact: source })).decide(prompt), expected);
  }
  assert.deepEqual((await Alpharoute.load({ artifact, embedder })).decide(prompt), expected);
  assert.deepEqual((await load({ wasm: distBytes("router.scalar.wasm") })).decide(prompt), expected);
  assert.deepEqual((await Inlined.load({ artifact, embedder })).decide(prompt), expected);
});

test("a prompt and its own embedding are decided alike", async () => {
  const router = await load();
  assert.deepEqual(router.decide(router.embed(prompt), { alpha: 0.3 }), router.decide(prompt, { alpha: 0.3 }));
});

test("decideMany gives what decide gives, in order", async () => {
  const router = await load();
  const inputs = [prompt, "Why is the sky blue?", router.embed("hello")];
  assert.deepEqual(router.decideMany(inputs, { alpha: 1 }), inputs.map((input) => router.decide(input, { alpha: 1 })));
});

test("options of one call do not linger in the next", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  assert.equal(router.decide(prompt, { alpha: 1, models: ["codegemma-7b"] }).model, "codegemma-7b");
  assert.deepEqual(router.decide(prompt), usual);
  await errorOf(() => router.decide(prompt, { alpha: 7 }));
  assert.deepEqual(router.decide(prompt), usual);
});

test("sweep, spectrum and decide agree along the dial", async () => {
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

test("a budget is solved to the place of the dial that a decision under it uses", async () => {
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

test("a repriced router decides by the new prices, beside the old one", async () => {
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

test("disposing of a repriced router or of the first one leaves the other as it was, and gives memory back", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  const repriced = router.reprice({ "codegemma-7b": 0.5 });
  const changed = repriced.decide(prompt);
  const held = router.memoryBytes;
  for (let i = 0; i < 2000; ++i) router.reprice({ "codegemma-7b": 1 + i }).dispose();
  assert.ok(router.memoryBytes <= held + 1_000_000, "two thousand routers of 50 KB each came and went");
  assert.deepEqual(router.decide(prompt), usual);
  router.dispose();
  assert.equal((await errorOf(() => router.reprice({}))).code, "disposed");
  assert.deepEqual(repriced.decide(prompt), changed);
  repriced.dispose();
  repriced.dispose();
  assert.equal((await errorOf(() => repriced.decide(prompt))).code, "disposed");
});

test("unknown models and bad factors are refused, and the router goes on", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  assert.deepEqual(await errorOf(() => router.reprice({ "gpt-0": 2 })), {
    code: "invalid_argument",
    message: 'The router does not know the model "gpt-0". Pass a value in the documented range.',
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
      message: "The factors are no object. Pass a value in the documented range.",
    });
  }
  assert.deepEqual(router.decide(prompt), usual);
});

test("an artifact without its embedder decides from embeddings alone", async () => {
  const router = await load({ embedder: undefined });
  const embedding = (await load()).embed(prompt);
  assert.equal(router.decide(embedding).artifact, sha256(artifact));
  assert.deepEqual(await errorOf(() => router.decide(prompt)), {
    code: "wrong_embedder",
    message: "the artifact was fitted with the embedder static-en-1, which is not here. Pass it, or an embedding made by it.",
  });
});

test("what is wrong with an input is said, and the next decision comes as before", async () => {
  const router = await load();
  const usual = router.decide(prompt);
  const dimensions = router.describe().embedder.dimensions;
  const wrong = (what) => `${what}. Pass a value in the documented range.`;
  const nan = new Float32Array(dimensions).fill(NaN);
  const cases = [
    [() => router.decide(""), "no_text", "the prompt holds no text to embed. Give at least one word."],
    [() => router.decide(prompt, { alpha: 2 }), "invalid_argument", "alpha must be from 0 (cheapest) to 1 (best)"],
    [() => router.decide(prompt, { alpha: NaN }), "invalid_argument", wrong('"alpha" is NaN')],
    [() => router.decide(prompt, { budget: { best_share: Infinity } }), "invalid_argument", wrong('"best_share" is Infinity')],
    [() => router.decide(prompt, { alpha: "1" }), "invalid_argument", '"alpha" is not a number.'],
    [() => router.decide(prompt, { nearest_clusters: 0 }), "invalid_argument", "nearest_clusters must be at least 1 cluster"],
    [() => router.decide(prompt, 3), "invalid_argument", wrong("The options are no object")],
    [() => router.decide(7), "invalid_argument", wrong("The input is neither a string nor a Float32Array")],
    [() => router.decide([0.1]), "invalid_argument", wrong("The input is neither a string nor a Float32Array")],
    [() => router.embed(7), "invalid_argument", wrong("The text is no string")],
    [() => router.sweep(prompt, [0, 1.5]), "invalid_argument", "every alpha must be from 0 (cheapest) to 1 (best)"],
    [
      () => router.decide(new Float32Array(3)),
      "bad_embedding",
      `the embedding has 3 dimensions, but the artifact's clusters have ${dimensions}. Embed with the embedder that the artifact names.`,
    ],
    [() => router.decide(prompt, { models: ["codegemma-7b"], deny: ["codegemma-7b"] }), "no_model",
      "no allowed model is known that is not denied. Allow more models, or ask for less."],
    [
      () => router.decide(prompt, { nearestClusters: 2 }),
      "invalid_argument",
      '"nearestClusters" is no option. There are alpha, scoring, nearest_clusters, models, deny, capabilities, context_tokens, max_cost_usd, min_accuracy and budget.',
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

test("lone surrogates read as U+FFFD, and ten megabytes of text are decided and given back", async () => {
  const router = await load();
  assert.deepEqual(router.decide("sort \ud800 lists \udc00"), router.decide("sort \ufffd lists \ufffd"));
  const long = "merge two sorted lists ".repeat(450_000);
  assert.ok(long.length > 10_000_000);
  router.decide(long);
  const held = router.memoryBytes;
  for (let i = 0; i < 5; ++i) router.decide(long);
  assert.equal(router.memoryBytes, held);
});

test("truncated, corrupted and foreign files are refused in one sentence", async () => {
  for (const end of [0, 7, 8, 100, 5000, artifact.length - 1]) {
    const { code, message } = await errorOf(() => load({ artifact: artifact.subarray(0, end) }));
    assert.equal(code, "bad_format");
    assert.ok(message.length < 300);
  }
  assert.equal((await errorOf(() => load({ embedder: embedder.subarray(0, 1e6) }))).code, "bad_format");
  assert.deepEqual(await errorOf(() => load({ embedder: new Uint8Array(0) })), {
    code: "bad_format",
    message:
      "The embedder is empty. Fetch the file again, or write it again with the version of alpharoute that reads it.",
  });
  const other = Buffer.from(embedder);
  other[other.length - 10] ^= 1;
  assert.equal((await errorOf(() => load({ embedder: other }))).code, "wrong_embedder");
});

test("a page in place of a file, a missing file and a lost server each say so", async () => {
  const page = (_, response) => response.end("<!DOCTYPE html><title>App</title>");
  for (const what of ["artifact", "embedder", "wasm"]) {
    await served(page, async (address) => {
      assert.equal((await errorOf(() => load({ [what]: address }))).code, "html_instead");
    });
  }
  await served(
    (_, response) => response.writeHead(404).end(),
    async (address) => {
      assert.deepEqual(await errorOf(() => load({ artifact: address })), {
        code: "fetch_failed",
        message:
          "The server answers 404 for the artifact. See whether the address is right and the server allows this page to read it.",
      });
    },
  );
  assert.equal((await errorOf(() => load({ artifact: "http://127.0.0.1:9/gone" }))).code, "fetch_failed");
  assert.equal((await errorOf(() => load({ artifact: "no address" }))).code, "invalid_argument");
  assert.equal((await errorOf(() => load({ artifact: 7 }))).code, "invalid_argument");
});

test("another module than Alpharoute's is refused", async () => {
  assert.equal((await errorOf(() => load({ wasm: new Uint8Array([1, 2, 3]) }))).code, "bad_wasm");
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  assert.deepEqual(await errorOf(() => load({ wasm: empty })), {
    code: "bad_wasm",
    message: "The WebAssembly module is of another version. Pass dist/router.wasm of this version of the package.",
  });
});

test("where SIMD is missing the scalar module is taken, and a module that needs SIMD says so", async (t) => {
  assert.equal(hasSimd(), true);
  t.mock.method(WebAssembly, "validate", () => false);
  assert.equal(hasSimd(), false);
  const { compile } = WebAssembly;
  const compiled = [];
  t.mock.method(WebAssembly, "compile", (bytes) => {
    compiled.push(bytes.length);
    return compile(bytes);
  });
  await Alpharoute.load({ artifact, embedder });
  assert.deepEqual(compiled, [distBytes("router.scalar.wasm").length]);
  t.mock.method(WebAssembly, "compile", () => Promise.reject(new WebAssembly.CompileError("SIMD unsupported")));
  assert.equal((await errorOf(() => load({ wasm: distBytes("router.wasm") }))).code, "no_simd");
});

test("integrity accepts both spellings of the right hash and refuses any other", async () => {
  const hex = sha256(artifact);
  const base64 = `sha256-${Buffer.from(hex, "hex").toString("base64")}`;
  for (const hash of [hex, hex.toUpperCase(), base64]) await load({ integrity: { artifact: hash } });
  const other = "0".repeat(64);
  assert.deepEqual(await errorOf(() => load({ integrity: { artifact: other } })), {
    code: "hash_mismatch",
    message: `The artifact has the SHA-256 ${hex}, not ${other}. Fetch the file again, or correct the expected hash if the file was replaced on purpose.`,
  });
  assert.equal((await errorOf(() => load({ integrity: { embedder: other } }))).code, "hash_mismatch");
  assert.equal((await errorOf(() => load({ wasm: distBytes("router.wasm"), integrity: { wasm: other } }))).code, "hash_mismatch");
  assert.equal((await errorOf(() => load({ integrity: { artifact: "md5-x" } }))).code, "invalid_argument");
});

test("loading can be cancelled", async () => {
  assert.equal((await errorOf(() => load({ signal: AbortSignal.abort() }))).code, "aborted");
  await served(
    () => {},
    async (address) => {
      const controller = new AbortController();
      const loading = load({ artifact: address, signal: controller.signal });
      controller.abort();
      assert.equal((await errorOf(() => loading)).code, "aborted");
    },
  );
});

test("a router that was disposed of refuses every call and a second dispose does nothing", async () => {
  const router = await load();
  router.dispose();
  router.dispose();
  for (const call of [() => router.decide(prompt), () => router.embed(prompt), () => router.sweep(prompt), () => router.solve({})]) {
    assert.deepEqual(await errorOf(call), {
      code: "disposed",
      message: "The router has been disposed of. Load the router again.",
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

test("the modules import nothing but what a trap and growth need", () => {
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
