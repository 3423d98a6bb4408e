// Tests loading the package's router in Node: files, servers, modules, integrity and cancellation.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { Alpharoute, hasSimd } from "../dist/index.js";
import { assetBytes, distBytes, errorOf } from "./support.mjs";

const artifact = assetBytes("llmrouter-9.safetensors");
const embedder = assetBytes("static-en-1.safetensors");
const wasm = await WebAssembly.compile(distBytes("router.wasm"));
const load = (options = {}) => Alpharoute.load({ artifact, embedder, wasm, ...options });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

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

test("truncated, corrupted and unrelated files are rejected", async () => {
  for (const end of [0, 7, 8, 100, 5000, artifact.length - 1]) {
    const { code, message } = await errorOf(() => load({ artifact: artifact.subarray(0, end) }));
    assert.equal(code, "bad_format");
    assert.ok(message.length < 300);
  }
  assert.equal((await errorOf(() => load({ embedder: embedder.subarray(0, 1e6) }))).code, "bad_format");
  assert.deepEqual(await errorOf(() => load({ embedder: new Uint8Array(0) })), {
    code: "bad_format",
    message:
      "The embedder is empty. Download the file again, or write it again with the version of alpharoute that reads it.",
  });
  const other = Buffer.from(embedder);
  other[other.length - 10] ^= 1;
  assert.equal((await errorOf(() => load({ embedder: other }))).code, "wrong_embedder");
});

test("an HTML page, a missing file and an unreachable server have different errors", async () => {
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
          "The server returned 404 for the artifact. Check that the address is right and that the server allows this page to read it.",
      });
    },
  );
  assert.equal((await errorOf(() => load({ artifact: "http://127.0.0.1:9/gone" }))).code, "fetch_failed");
  assert.equal((await errorOf(() => load({ artifact: "no address" }))).code, "invalid_argument");
  assert.equal((await errorOf(() => load({ artifact: 7 }))).code, "invalid_argument");
});

test("a module that is not part of Alpharoute is rejected", async () => {
  assert.equal((await errorOf(() => load({ wasm: new Uint8Array([1, 2, 3]) }))).code, "bad_wasm");
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  assert.deepEqual(await errorOf(() => load({ wasm: empty })), {
    code: "bad_wasm",
    message: "The WebAssembly module has a different version. Pass dist/router.wasm of this version of the package.",
  });
});

test("without SIMD the scalar module is used, and the SIMD module is rejected", async (t) => {
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

test("integrity accepts hexadecimal and base64 hashes and rejects any other", async () => {
  const hex = sha256(artifact);
  const base64 = `sha256-${Buffer.from(hex, "hex").toString("base64")}`;
  for (const hash of [hex, hex.toUpperCase(), base64]) await load({ integrity: { artifact: hash } });
  const other = "0".repeat(64);
  assert.deepEqual(await errorOf(() => load({ integrity: { artifact: other } })), {
    code: "hash_mismatch",
    message: `The artifact has the SHA-256 ${hex}, not ${other}. Download the file again, or correct the expected hash if the file was replaced on purpose.`,
  });
  assert.equal((await errorOf(() => load({ integrity: { embedder: other } }))).code, "hash_mismatch");
  assert.equal(
    (await errorOf(() => load({ wasm: distBytes("router.wasm"), integrity: { wasm: other } }))).code,
    "hash_mismatch",
  );
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
