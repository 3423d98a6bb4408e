import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, type Page } from "@playwright/test";
import { composer, kPrompt, open, send, settled, type } from "./page.ts";
import { kPage, startSite } from "./servers.ts";

const kKilobyte = 1024;
const kFirstView = 40 * kKilobyte;
const kAll = 150 * kKilobyte;

/** Returns a function that sums the gzipped size of the scripts requested so far, in bytes. */
function weighScripts(page: Page): () => number {
  const scripts = new Set<string>();
  page.on(
    "request",
    (request) => request.url().endsWith(".js") && scripts.add(basename(new URL(request.url()).pathname)),
  );
  return () =>
    [...scripts].reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(kPage, "assets", name)), { level: 9 }).length,
      0,
    );
}

const inKilobytes = (size: number): string => `${(size / kKilobyte).toFixed(1)} KB`;

test("a chat with code and formulas takes at most 150 KB of gzipped JavaScript, the first view 40 KB", async ({
  page,
}) => {
  const site = await startSite();
  const weight = weighScripts(page);
  await open(page, site.url);
  const first = weight();
  await send(page, kPrompt);
  await expect((await settled(page)).locator("math")).toHaveCount(1);
  console.log(`    JavaScript: first view ${inKilobytes(first)}, with an answer ${inKilobytes(weight())}`);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(kFirstView);
  expect(weight()).toBeLessThanOrEqual(kAll);
  await site.stop();
});

test("the explorer takes at most 150 KB of gzipped JavaScript", async ({ page }) => {
  const site = await startSite();
  const weight = weighScripts(page);
  await page.goto(`${site.url}#/explorer`);
  await expect(page.getByTestId("sentence")).toBeVisible();
  console.log(`    JavaScript: explorer ${inKilobytes(weight())}`);
  expect(weight()).toBeLessThanOrEqual(kAll);
  await site.stop();
});

test("the first view takes few requests and has no layout shift", async ({ page }) => {
  const site = await startSite();
  const scripts: string[] = [];
  const files: string[] = [];
  page.on("request", (request) =>
    (request.url().endsWith(".js") ? scripts : files).push(new URL(request.url()).pathname),
  );
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput)
          shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page, site.url);
  expect(scripts.length).toBeLessThanOrEqual(2); // the web app and the router's worker
  expect(files.length).toBeLessThanOrEqual(8); // page, style, icon, gateway manifest, wasm, artifact, embedder
  const { paint, shift } = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    shift: (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  }));
  console.log(`    first paint after ${paint?.toFixed(0)} ms, layout shift ${shift.toFixed(4)}`);
  expect(shift).toBeLessThan(0.02);
  await site.stop();
});

test("a complete answer is not rendered again while the next one streams", async ({ page }) => {
  const site = await startSite();
  await open(page, site.url);
  await send(page, kPrompt);
  await expect((await settled(page)).locator("math")).toHaveCount(1); // fetched last
  await page.evaluate(() => {
    const first = document.querySelector(".answer .markdown");
    const changes = { first: 0 };
    Object.assign(globalThis, { changes });
    if (first)
      new MutationObserver((list) => (changes.first += list.length)).observe(first, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
  });
  await send(page, "And in Haskell?");
  await settled(page);
  expect(await page.evaluate(() => (globalThis as unknown as { changes: { first: number } }).changes.first)).toBe(0);
  await site.stop();
});

/** Counts the decisions that the web app requests from the router's worker. */
async function countDecisions(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const calls = { decide: 0 };
    Object.assign(globalThis, { calls });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { call?: string }, ...rest: []) {
      if (message.call === "decide") ++calls.decide;
      return post.call(this, message, ...rest);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { calls: { decide: number } }).calls.decide);
}

test("a keystroke costs one decision, and sending uses it", async ({ page }) => {
  const decisions = await countDecisions(page);
  const site = await startSite();
  await open(page, site.url);
  for (const [at, key] of [...kPrompt.slice(0, 12)].entries()) {
    await composer(page).press(key === " " ? "Space" : key);
    await expect.poll(decisions).toBe(at + 1);
  }
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await settled(page);
  await page.getByRole("button", { name: "Regenerate" }).click();
  await settled(page);
  expect(await decisions()).toBe(12);
  await site.stop();
});

test("fast typing costs at most one decision per keystroke", async ({ page }) => {
  const site = await startSite();
  await open(page, site.url);
  await type(page, "a");
  await page.evaluate(() => performance.clearMeasures());
  await composer(page).pressSequentially(kPrompt, { delay: 30 }); // faster than people type
  await expect(page.locator(".cluster-label").first()).toBeVisible();
  const times = await page.evaluate(() => performance.getEntriesByName("preview").map(({ duration }) => duration));
  expect(times.length).toBeGreaterThan(0);
  expect(times.length).toBeLessThanOrEqual(kPrompt.length);
  times.sort((a, b) => a - b);
  const [median, slow] = [times[times.length >> 1], times[Math.floor(times.length * 0.95)]];
  console.log(`    keystroke to preview: p50 ${median?.toFixed(2)} ms, p95 ${slow?.toFixed(2)} ms`);
  await site.stop();
});
