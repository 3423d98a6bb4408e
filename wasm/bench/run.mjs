// Prints the results for the npm package in docs/benchmarks.md, in Node and in Chromium. Needs `make build`.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Alpharoute } from "../dist/index.js";
import { launch, serve } from "../test/pages.mjs";
import { asset, assetBytes, binaries, dist, distBytes, packageFolder } from "../test/support.mjs";
import { timeColdStart, timeText, timeVectors } from "./decisions.mjs";

const rivalFolder = join(packageFolder, "node_modules/@ruvector/ruvllm-wasm");
const names = { artifact: "llmrouter-9.safetensors", embedder: "static-en-1.safetensors" };

async function inNode() {
  const files = { artifact: assetBytes(names.artifact), embedder: assetBytes(names.embedder), wasm: distBytes("router.wasm") };
  const cold = await timeColdStart(Alpharoute, files);
  const vectors = await timeVectors(Alpharoute, async () => {
    const rival = await import("@ruvector/ruvllm-wasm");
    rival.initSync({ module: readFileSync(join(rivalFolder, "ruvllm_wasm_bg.wasm")) });
    return rival;
  });
  return { cold, vectors, text: await timeText(Alpharoute, files) };
}

const page = `
import { Alpharoute } from "/dist/index.js";
import { timeColdStart, timeText, timeVectors } from "/bench/decisions.mjs";
const get = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const files = {
  artifact: await get("/dist/assets/${names.artifact}"),
  embedder: await get("/dist/assets/${names.embedder}"),
  wasm: await get("/dist/router.wasm"),
};
const cold = await timeColdStart(Alpharoute, files);
const vectors = await timeVectors(Alpharoute, async () => {
  const rival = await import("/rival/ruvllm_wasm.js");
  await rival.default({ module_or_path: "/rival/ruvllm_wasm_bg.wasm" });
  return rival;
});
window.outcome = { cold, vectors, text: await timeText(Alpharoute, files) };
`;

async function inChromium() {
  const server = await serve({
    pages: { "/index.html": '<!DOCTYPE html><script type="module" src="/main.mjs"></script>', "/main.mjs": page },
    folders: { "/dist/": dist, "/bench/": join(packageFolder, "bench"), "/rival/": rivalFolder },
    policy: "",
  });
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(`${server.origin}/index.html`);
    const handle = await tab.waitForFunction(() => window.outcome, undefined, { timeout: 120_000 });
    return await handle.jsonValue();
  } finally {
    await browser.close();
    server.close();
  }
}

function nativeText() {
  const output = execFileSync(join(binaries, "decision_bench"), [asset(names.artifact), asset(names.embedder)], { encoding: "utf8" });
  return Number(/text to decision: ([\d.]+) us at 50 words/.exec(output)[1]);
}

function print(where, { cold, vectors, text }, native) {
  const us = (value) => `${value.toFixed(2)} us`;
  const times = (value) => `${(vectors.pattern / value).toFixed(1)} times faster`;
  console.log(`${where}: decision from a vector, k 60, d 256, m 10: posterior ${us(vectors.posterior)}, paper ${us(vectors.paper)}`);
  console.log(
    `${where}: with the nearest pattern alone of HnswRouterWasm, ${us(vectors.pattern)}: ${times(vectors.posterior)}, ${times(vectors.paper)}`,
  );
  console.log(`${where}: 50 words to a decision ${us(text)}, ${(text / native).toFixed(2)} times native (${us(native)})`);
  console.log(`${where}: bytes to the first decision ${cold.toFixed(1)} ms`);
}

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const code = gzip(distBytes("router.wasm")) + gzip(distBytes("index.js"));
console.log(`size, gzip: module and code ${code} bytes; with embedder and artifact ${code + gzip(assetBytes(names.artifact)) + gzip(assetBytes(names.embedder))}`);
const native = nativeText();
print("Node", await inNode(), native);
print("Chromium", await inChromium(), native);
