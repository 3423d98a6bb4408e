// The packed package, installed as users install it, in the tools that they use.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { build as esbuild } from "esbuild";
import { build as viteBuild, createServer as createVite } from "vite";
import webpack from "webpack";
import { Alpharoute } from "../dist/index.js";
import { launch, serve, watch } from "./pages.mjs";
import { assetBytes, dist, packageFolder } from "./support.mjs";

const run = promisify(execFile);
const prompt = "Write a Python function that merges two sorted lists.";
let folder, packed, browser, expected;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "alpharoute-package-"));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: packageFolder });
  const report = JSON.parse(stdout);
  packed = Array.isArray(report) ? report[0] : Object.values(report)[0];
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${packed.filename}`], { cwd: folder });
  browser = await launch();
  const router = await Alpharoute.load({
    artifact: assetBytes("llmrouter-9.safetensors"),
    embedder: assetBytes("static-en-1.safetensors"),
  });
  expected = router.decide(prompt).model;
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = (source) =>
  `<!DOCTYPE html><meta charset="utf-8"><title>t</title><script type="module" src="${source}"></script>\n`;

// A page's program: in the page itself and in a worker. `files` is where the host put artifact and embedder.
const program = (files, imports) => `
${imports}
const files = { artifact: "${files}/llmrouter-9.safetensors", embedder: "${files}/static-en-1.safetensors" };
const prompt = ${JSON.stringify(prompt)};
try {
  const here = await Alpharoute.load(files);
  const there = await AlpharouteWorker.load(files);
  window.outcome = [here.decide(prompt).model, (await there.decide(prompt)).model];
} catch (error) {
  window.outcome = [error.code ?? "unknown", error.message];
}
`;
const named = 'import { Alpharoute } from "alpharoute";\nimport { AlpharouteWorker } from "alpharoute/worker";';

function consumer(name, files) {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

async function outcomeOf(address) {
  const page = await browser.newPage();
  const { complaints } = watch(page);
  try {
    await page.goto(address);
    const handle = await page
      .waitForFunction(() => window.outcome, undefined, { timeout: 60_000 })
      .catch((error) => {
        throw new Error(`${error.message}\n${complaints.join("\n")}`);
      });
    return await handle.jsonValue();
  } finally {
    await page.close();
  }
}

async function requireDecides(pages) {
  const server = await serve(pages);
  try {
    assert.deepEqual(await outcomeOf(`${server.origin}/index.html`), [expected, expected]);
  } finally {
    server.close();
  }
}

const assets = join(dist, "assets");

test("the package has only the files to publish", () => {
  const names = packed.files.map(({ path }) => path).sort();
  const fixed = names.filter((name) => !name.startsWith("dist/types/"));
  assert.deepEqual(fixed, [
    "README.md",
    "dist/LICENSE",
    "dist/assets/llmrouter-9.safetensors",
    "dist/assets/static-en-1.safetensors",
    "dist/encoder.js",
    "dist/index.js",
    "dist/inline.js",
    "dist/router.scalar.wasm",
    "dist/router.wasm",
    "dist/safetensors.js",
    "dist/worker.js",
    "dist/worker_thread.js",
    "package.json",
  ]);
  assert.ok(names.filter((name) => name.startsWith("dist/types/")).every((name) => name.endsWith(".d.ts")));
});

test("Node imports the package and resolves its files", async () => {
  const root = consumer("node", {
    "main.mjs": `
      import { Alpharoute } from "alpharoute";
      const file = (name) => import.meta.resolve("alpharoute/assets/" + name);
      const options = { artifact: file("llmrouter-9.safetensors"), embedder: file("static-en-1.safetensors") };
      for (const wasm of [undefined, import.meta.resolve("alpharoute/router.wasm"), import.meta.resolve("alpharoute/router.scalar.wasm")]) {
        console.log((await Alpharoute.load({ ...options, wasm })).decide(${JSON.stringify(prompt)}).model);
      }
      const { Alpharoute: Inlined } = await import("alpharoute/inline");
      console.log((await Inlined.load(options)).decide(${JSON.stringify(prompt)}).model);
      await import("alpharoute/encoder");
    `,
  });
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: root });
  assert.deepEqual(stdout.trim().split("\n"), [expected, expected, expected, expected]);
});

test("a strict TypeScript program is checked against its types", async () => {
  const root = consumer("typescript", {
    "main.ts": `
      import { Alpharoute, AlpharouteError, type Decision } from "alpharoute";
      import { AlpharouteWorker } from "alpharoute/worker";
      import { EncodedRouter } from "alpharoute/encoder";
      export async function main(): Promise<readonly [string, string | null]> {
        const router = await Alpharoute.load({ artifact: "/router.safetensors" });
        const decision: Decision = router.decide(new Float32Array(3), { alpha: 0.5, scoring: "paper" });
        // @ts-expect-error: no such option
        router.decide("hello", { nearestClusters: 3 });
        const worker = await AlpharouteWorker.load({ artifact: new URL("https://host/file") });
        await worker.decide("hello", { signal: AbortSignal.timeout(5) });
        void new EncodedRouter(worker, async () => ({ data: [1], dims: [1] }), { id: "e" });
        void AlpharouteError;
        return [decision.model, decision.runner_up];
      }
    `,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        module: "NodeNext",
        target: "ES2022",
        lib: ["ES2022", "DOM"],
        types: [],
        noEmit: true,
      },
    }),
  });
  const tsc = join(packageFolder, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [tsc, "-p", root]).catch(({ stdout }) => assert.fail(stdout));
});

test("Vite builds a page that decides, in the page and in a worker", async () => {
  const root = consumer("vite", { "index.html": page("/main.js"), "main.js": program("/assets-of-host", named) });
  await viteBuild({ root, logLevel: "silent", configFile: false, worker: { format: "es" } });
  await requireDecides({ folders: { "/assets-of-host/": assets, "/": join(root, "dist") } });
});

test("Vite's development server serves a page that decides", async () => {
  const root = consumer("vite-dev", { "index.html": page("/main.js"), "main.js": program("/files", named) });
  cpSync(assets, join(root, "public/files"), { recursive: true });
  const server = await createVite({
    root,
    logLevel: "silent",
    configFile: false,
    optimizeDeps: { exclude: ["alpharoute"] },
    server: { host: "127.0.0.1", port: 0, fs: { strict: false }, hmr: false },
  });
  try {
    await server.listen();
    const { port } = server.httpServer.address();
    assert.deepEqual(await outcomeOf(`http://127.0.0.1:${port}/`), [expected, expected]);
  } finally {
    await server.close();
  }
});

test("webpack builds a page that decides, in the page and in a worker", async () => {
  const root = consumer("webpack", { "main.js": program("/files", named) });
  const stats = await promisify(webpack)({
    context: root,
    mode: "production",
    entry: "./main.js",
    output: { path: join(root, "out"), publicPath: "/", filename: "main.js" },
    experiments: { topLevelAwait: true },
  });
  assert.ok(!stats.hasErrors(), stats.toString({ all: false, errors: true }));
  await requireDecides({
    pages: { "/index.html": page("/main.js") },
    folders: { "/files/": assets, "/": join(root, "out") },
  });
});

test("esbuild bundles a page that decides, with copies of its module and worker", async () => {
  const root = consumer("esbuild", { "main.js": program("/files", named) });
  const options = { bundle: true, format: "esm", outdir: join(root, "out"), absWorkingDir: root, logLevel: "silent" };
  await esbuild({ ...options, entryPoints: ["main.js"] });
  const installed = join(folder, "node_modules/alpharoute/dist");
  for (const name of ["router.wasm", "router.scalar.wasm", "worker_thread.js"]) {
    cpSync(join(installed, name), join(root, "out", name));
  }
  await requireDecides({
    pages: { "/index.html": page("/main.js") },
    folders: { "/files/": assets, "/": join(root, "out") },
  });
});

test("a page without a bundler imports the files unchanged", async () => {
  const imports = 'import { Alpharoute } from "/lib/index.js";\nimport { AlpharouteWorker } from "/lib/worker.js";';
  await requireDecides({
    pages: { "/index.html": page("/main.js"), "/main.js": program("/lib/assets", imports) },
    folders: { "/lib/": join(folder, "node_modules/alpharoute/dist") },
  });
});

test("a page's own module worker imports the files unchanged", async () => {
  const worker = `
    import { Alpharoute } from "/lib/index.js";
    const files = { artifact: "/lib/assets/llmrouter-9.safetensors", embedder: "/lib/assets/static-en-1.safetensors" };
    const router = await Alpharoute.load(files);
    postMessage(router.decide(${JSON.stringify(prompt)}).model);
  `;
  const main = `new Worker("/own.js", { type: "module" }).onmessage = ({ data }) => (window.outcome = [data, data]);`;
  await requireDecides({
    pages: { "/index.html": page("/main.js"), "/main.js": main, "/own.js": worker },
    folders: { "/lib/": join(folder, "node_modules/alpharoute/dist") },
  });
});
