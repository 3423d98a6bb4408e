// Compares the bytes from the native program, the SIMD module and the scalar module, through the same interface.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { Alpharoute } from "../dist/index.js";
import { asset, assetBytes, binaries, distBytes, prompts, withoutSharedData } from "./support.mjs";

const skip = withoutSharedData();
const embedder = "static-en-1.safetensors";
const sets = [
  { data: "llmrouter-9.jsonl.gz", artifact: "llmrouter-9.safetensors" },
  { data: "mmlu-pro.jsonl.gz", artifact: "mmlu-pro-10.safetensors" },
];
const requests = ["posterior", "paper", "refcode"].flatMap((scoring) =>
  [0, 0.25, 0.53, 0.8, 1].map((alpha) => JSON.stringify({ alpha, scoring })),
);

// Calls the module without the package's TypeScript, to compare bytes directly.
async function rawModule(file, artifact, factors) {
  const { instance } = await WebAssembly.instantiate(distBytes(file), {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {} },
  });
  const wasm = instance.exports;
  wasm._initialize?.();
  const put = (bytes) => {
    const address = wasm.alpharoute_input(bytes.length);
    new Uint8Array(wasm.memory.buffer, address, bytes.length).set(bytes);
    return bytes.length;
  };
  const output = () => Buffer.from(wasm.memory.buffer, wasm.alpharoute_output(), wasm.alpharoute_output_size());
  const files = [assetBytes(artifact), assetBytes(embedder)];
  put(Buffer.concat(files));
  assert.equal(wasm.alpharoute_load(files[0].length, files[1].length), 0);
  let router = output().readDoubleLE(0);
  if (factors.length > 0) {
    put(new Uint8Array(Float64Array.from(factors).buffer));
    assert.equal(wasm.alpharoute_reprice(router, factors.length), 0);
    router = output().readDoubleLE(0);
  }
  return {
    answer(call, bytes) {
      const status = wasm[`alpharoute_${call}`](router, put(bytes));
      return { status, output: output() };
    },
  };
}

// Reads the standard output of the native half in pieces of given sizes.
async function* pieces(stream) {
  let kept = Buffer.alloc(0);
  let wanted = yield;
  for await (const chunk of stream) {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    while (kept.length >= wanted) {
      const piece = kept.subarray(0, wanted);
      kept = kept.subarray(wanted);
      wanted = yield piece;
    }
  }
}

function native(artifact, factors, texts) {
  const child = spawn(
    join(binaries, "parity_native"),
    [asset(artifact), asset(embedder), factors.join(), ...requests],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const input = texts.flatMap((text) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(text.length);
    return [size, text];
  });
  child.stdin.end(Buffer.concat(input));
  const source = pieces(child.stdout);
  const ready = source.next();
  const take = async (size) => {
    await ready;
    return size === 0 ? Buffer.alloc(0) : (await source.next(size)).value;
  };
  return {
    async answer() {
      const head = await take(8);
      return { status: head.readUInt32LE(0), output: await take(head.readUInt32LE(4)) };
    },
    exit: once(child, "exit"),
  };
}

function requireSame(expected, found, what) {
  if (found.status === expected.status && found.output.equals(expected.output)) return;
  assert.fail(`${what}: the bytes differ`);
}

async function compare({ data, artifact, factors = [], every = 1 }) {
  const texts = prompts(data)
    .filter((_, row) => row % every === 0)
    .map((prompt) => Buffer.from(prompt));
  const reference = native(artifact, factors, texts);
  const modules = [
    ["SIMD", await rawModule("router.wasm", artifact, factors)],
    ["scalar", await rawModule("router.scalar.wasm", artifact, factors)],
  ];
  const compareOne = async (call, bytes, what) => {
    const expected = await reference.answer();
    for (const [name, module] of modules) requireSame(expected, module.answer(call, bytes), `${what}, ${name}`);
    return expected.status;
  };
  let decided = 0;
  for (const [row, text] of texts.entries()) {
    await compareOne("embed", text, `${data}, prompt ${row}, embedding`);
    for (const request of requests) {
      for (const [, module] of modules) assert.equal(module.answer("plan", Buffer.from(request)).status, 0);
      const status = await compareOne("decide_text", text, `${data}, prompt ${row}, ${request}`);
      if (status === 0) decided += 1;
    }
  }
  assert.deepEqual(await reference.exit, [0, null]);
  return { prompts: texts.length, decided };
}

test("embeddings, scores and decisions have the native program's bytes, with SIMD and without", { skip }, async (t) => {
  let count = 0;
  for (const set of sets) {
    const compared = await compare(set);
    count += compared.prompts;
    assert.ok(compared.decided > 0.99 * requests.length * compared.prompts, "nearly every prompt can be decided");
    t.diagnostic(`${set.data}: ${compared.prompts} prompts, ${compared.decided} decisions, all bytes equal`);
  }
  assert.ok(count >= 10000, `${count} prompts are fewer than 10,000`);
});

test("a repriced router has the native program's bytes, too", { skip }, async (t) => {
  const factors = [0.1, 3, 1, 1 / 3, 1, 7.77, 1e-5, 1, 1e6];
  const compared = await compare({ ...sets[0], factors, every: 20 });
  assert.ok(compared.decided > 0.99 * requests.length * compared.prompts, "nearly every prompt can be decided");
  t.diagnostic(`${compared.prompts} prompts, ${compared.decided} decisions, all bytes equal`);
});

test("a decision equals the JSON of the command line, with bit-identical numbers", async () => {
  const texts = [
    "Write a Python function that merges two sorted lists.",
    "Why is the sky blue?",
    "Übersetze: 猫が好き",
  ];
  const router = await Alpharoute.load({
    artifact: assetBytes("llmrouter-9.safetensors"),
    embedder: assetBytes(embedder),
  });
  for (const scoring of ["posterior", "paper", "refcode"]) {
    const { stdout } = spawnSync(
      join(binaries, "alpharoute"),
      ["route", asset("llmrouter-9.safetensors"), "--json", "--alpha", "0.4", "--scoring", scoring],
      { input: texts.join("\n"), encoding: "utf8" },
    );
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.equal(lines.length, texts.length);
    for (const [row, text] of texts.entries()) {
      const decision = router.decide(text, { alpha: 0.4, scoring });
      assert.deepEqual(decision, lines[row]);
      assert.equal(JSON.stringify(decision), JSON.stringify(lines[row]), "the names also come in the same order");
    }
  }
});
