// Tests the package in Chromium, with a Content-Security-Policy that allows only WebAssembly in addition to the defaults.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve, watch } from "./pages.mjs";
import { assetBytes, dist } from "./support.mjs";
import { Alpharoute } from "../dist/index.js";

// Words that are in no file of the package and in no URL.
const secret = "zanzibar quokka merges two sorted lists";
const files = { artifact: "/dist/assets/llmrouter-9.safetensors", embedder: "/dist/assets/static-en-1.safetensors" };

const script = (entry, body) => `
  import * as alpharoute from "/dist/${entry}.js";
  const files = ${JSON.stringify(files)};
  try {
    window.outcome = { value: await (async () => { ${body} })() };
  } catch (error) {
    window.outcome = { code: error.code, message: error.message };
  }
`;

const scripts = {
  decide: script(
    "index",
    "window.router = await alpharoute.Alpharoute.load(files); return window.router.decide(window.prompt_text);",
  ),
  inline: script("inline", "return (await alpharoute.Alpharoute.load(files)).decide(window.prompt_text);"),
  worker: script(
    "worker",
    "window.router = await alpharoute.AlpharouteWorker.load(files); return window.router.decide(window.prompt_text);",
  ),
  cold: script(
    "index",
    `
    const get = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    const [artifact, embedder, wasm] = await Promise.all([get(files.artifact), get(files.embedder), get("/dist/router.wasm")]);
    const begin = performance.now();
    (await alpharoute.Alpharoute.load({ artifact, embedder, wasm })).decide(window.prompt_text);
    return performance.now() - begin;`,
  ),
  lost: script("index", 'return (await alpharoute.Alpharoute.load({ ...files, artifact: "/nowhere" })).models();'),
  lostWorker: script(
    "worker",
    'return (await alpharoute.AlpharouteWorker.load({ ...files, artifact: "/nowhere" })).models();',
  ),
};
const pages = Object.fromEntries(
  Object.entries(scripts).flatMap(([name, body]) => [
    [
      `/${name}.html`,
      `<!DOCTYPE html><meta charset="utf-8"><title>t</title><script type="module" src="/${name}.mjs"></script>`,
    ],
    [`/${name}.mjs`, body],
  ]),
);

let browser, server, expected;
before(async () => {
  browser = await launch();
  server = await serve({ pages, folders: { "/dist/": dist } });
  const router = await Alpharoute.load({
    artifact: assetBytes("llmrouter-9.safetensors"),
    embedder: assetBytes("static-en-1.safetensors"),
  });
  expected = router.decide(secret);
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function open(name, use) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const watched = watch(page);
  await page.addInitScript((text) => (window.prompt_text = text), secret);
  try {
    await page.goto(`${server.origin}/${name}.html`);
    const outcome = await page.waitForFunction(() => window.outcome).then((handle) => handle.jsonValue());
    await use({ ...watched, page, context, outcome });
    requireNoPrompt(watched.sent);
  } finally {
    await context.close();
  }
}

function requireNoPrompt(sent) {
  assert.ok(sent.length >= 3, "requests are seen at all");
  for (const request of sent) {
    for (const word of ["zanzibar", "quokka"])
      assert.ok(!request.toLowerCase().includes(word), "a request carries prompt text");
  }
}

for (const name of ["decide", "inline", "worker"]) {
  test(`${name}: a page decides like Node, under a strict policy, without sending the prompt`, async () => {
    await open(name, async ({ outcome, complaints }) => {
      assert.deepEqual(outcome, { value: expected });
      assert.deepEqual(complaints, []);
    });
  });
}

test("after loading, a page decides offline, without any request", async () => {
  for (const name of ["decide", "worker"]) {
    await open(name, async ({ page, context, sent }) => {
      await context.setOffline(true);
      const before = sent.length;
      const decision = await page.evaluate(() =>
        window.router.decide(window.prompt_text + " once more", { alpha: 0.9 }),
      );
      assert.equal(decision.alpha, 0.9);
      assert.equal(sent.length, before);
    });
  }
});

test("a cancelled call to a worker is rejected and does not affect later calls", async () => {
  await open("worker", async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const { router } = window;
      const many = Array.from({ length: 50_000 }, (_, i) => `number ${i}`);
      const controller = new AbortController();
      const cancelled = router.decideMany(many, { signal: controller.signal }).then(
        () => "done",
        (error) => error.code,
      );
      const queued = router.decide("hello", { signal: controller.signal }).then(
        () => "done",
        (error) => error.code,
      );
      controller.abort();
      const late = await router.decide("hello", { signal: controller.signal }).catch((error) => error.code);
      const after = await router.decideMany(["hello", "world"]);
      return { cancelled: await cancelled, queued: await queued, late, after: after.length };
    });
    assert.deepEqual(outcome, { cancelled: "aborted", queued: "aborted", late: "aborted", after: 2 });
  });
});

test("a worker's router has every call, rejects invalid input, and can be disposed of", async () => {
  await open("worker", async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const { router } = window;
      const codeOf = (promise) =>
        promise.then(
          () => "none",
          (error) => `${error.name} ${error.code}`,
        );
      const embedding = await router.embed("hello world");
      const found = {
        models: router.models().length,
        clusters: router.clusters().length,
        sweep: (await router.sweep(embedding, [0, 1])).length,
        spectrum: (await router.spectrum("hello world"))[0].from,
        solve: (await router.solve({ best_share: 0.9 })).alpha > 0,
        wrong: await codeOf(router.decide("hello", { alpha: 2 })),
        unsendable: await codeOf(router.decide("hello", { alpha: () => {} })),
      };
      const pending = codeOf(router.decideMany(Array.from({ length: 50_000 }, () => "hello")));
      router.dispose();
      return { ...found, pending: await pending, after: await codeOf(router.decide("hello")) };
    });
    assert.deepEqual(outcome, {
      models: 9,
      clusters: 60,
      sweep: 2,
      spectrum: 0,
      solve: true,
      wrong: "AlpharouteError invalid_argument",
      unsendable: "AlpharouteError invalid_argument",
      pending: "AlpharouteError disposed",
      after: "AlpharouteError disposed",
    });
  });
});

test("a missing file has the same error in page and worker", async () => {
  for (const name of ["lost", "lostWorker"]) {
    await open(name, ({ outcome }) => {
      assert.equal(outcome.code, "fetch_failed");
      assert.match(outcome.message, /^The server returned 404 for the artifact\./);
    });
  }
});

test("the error under a policy without WebAssembly names the directive to add", async () => {
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
  const forbidding = await serve({ pages, folders: { "/dist/": dist }, policy });
  const page = await browser.newPage();
  try {
    await page.goto(`${forbidding.origin}/decide.html`);
    const outcome = await page.waitForFunction(() => window.outcome).then((handle) => handle.jsonValue());
    assert.deepEqual(outcome, {
      code: "no_wasm",
      message:
        "The page forbids WebAssembly. Allow WebAssembly: add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy.",
    });
  } finally {
    await page.close();
    forbidding.close();
  }
});

test("the first decision takes a few milliseconds after the bytes are there", async (t) => {
  await open("cold", ({ outcome }) => {
    t.diagnostic(`cold start ${outcome.value.toFixed(1)} ms`);
    assert.ok(outcome.value > 0);
  });
});
