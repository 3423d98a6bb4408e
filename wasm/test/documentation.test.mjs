// The code in the documents runs unchanged, and the API reference is up to date.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assetBytes, packageFolder } from "./support.mjs";
import { Alpharoute } from "../dist/index.js";

const readme = readFileSync(join(packageFolder, "README.md"), "utf8");

// Returns the code of the README's blocks with this mark.
function blocks(mark) {
  return [...readme.matchAll(/^```(.*)\n([^]*?)^```$/gm)]
    .filter(([, found]) => found === mark)
    .map(([, , code]) => code);
}

function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "alpharoute-docs-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the README's code runs from top to bottom, and its first example has at most ten lines", () => {
  const code = blocks("js");
  assert.ok(code.length >= 3);
  assert.ok(code[0].trim().split("\n").length <= 10);
  withFolder((folder) => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(packageFolder, join(folder, "node_modules/alpharoute"));
    writeFileSync(join(folder, "main.mjs"), code.join("\n"));
    const { status, stdout, stderr } = spawnSync(process.execPath, ["main.mjs"], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    const [first, second] = stdout.trim().split(/\n(?=\S+$)/);
    assert.match(first, /^\S+ \S+ \[/);
    assert.match(second, /^(qwen2\.5-7b-instruct|gemma-2-9b-it)$/);
  });
});

test("the README's encoder example runs with a substitute for transformers.js", async () => {
  const [code] = blocks("js encoder");
  const router = await Alpharoute.load({
    artifact: assetBytes("llmrouter-9.safetensors"),
    embedder: assetBytes("static-en-1.safetensors"),
  });
  const described = { ...router.describe(), embedder: { ...router.describe().embedder, id: "bge-small-en-v1.5" } };
  const renamed = { describe: () => described, decide: (input, options) => router.decide(input, options) };
  const pipeline = async () => async (text) => ({ data: router.embed(text), dims: [1, described.embedder.dimensions] });
  const { EncodedRouter } = await import("../dist/encoder.js");
  const body = code.replace(/^import .*$/m, "") + "\nreturn decision;";
  const run = new Function("router", "pipeline", "EncodedRouter", `return (async () => { ${body} })();`);
  const decision = await run(renamed, pipeline, EncodedRouter);
  assert.deepEqual(decision.model, router.decide("Why is the sky blue?").model);
});

test("the API reference is up to date with the types", () => {
  withFolder((folder) => {
    const typedoc = join(packageFolder, "node_modules/typedoc/bin/typedoc");
    execFileSync(process.execPath, [typedoc, "--out", folder, "--logLevel", "Error"], { cwd: packageFolder });
    const names = readdirSync(folder).sort();
    assert.deepEqual(readdirSync(join(packageFolder, "docs")).sort(), names);
    for (const name of names) {
      const committed = readFileSync(join(packageFolder, "docs", name), "utf8");
      assert.equal(committed, readFileSync(join(folder, name), "utf8"), `${name} is out of date: npm run docs`);
    }
  });
});
