import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, type Page } from "@playwright/test";
import { kPrompt, open, send, settled } from "./page.ts";
import { kPage, startSite } from "./servers.ts";

const kKilobyte = 1024;
const kFirstView = 40 * kKilobyte;
const kAll = 150 * kKilobyte;

/** Bytes over the wire, gzipped, of the scripts that the page asks for. */
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

const told = (size: number): string => `${(size / kKilobyte).toFixed(1)} KB`;

test("a chat with code and formulas needs at most 150 KB of JavaScript, gzipped, its first view 40", async ({
  page,
}) => {
  const site = await startSite();
  const weight = weighScripts(page);
  await open(page, site.url);
  const first = weight();
  await send(page, kPrompt);
  await expect((await settled(page)).locator("math")).toHaveCount(1);
  console.log(`    JavaScript: first view ${told(first)}, with an answer ${told(weight())}`);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(kFirstView);
  expect(weight()).toBeLessThanOrEqual(kAll);
  await site.stop();
});

test("the explorer needs at most 150 KB of JavaScript, gzipped", async ({ page }) => {
  const site = await startSite();
  const weight = weighScripts(page);
  await page.goto(`${site.url}#/explorer`);
  await expect(page.getByTestId("sentence")).toBeVisible();
  console.log(`    JavaScript: explorer ${told(weight())}`);
  expect(weight()).toBeLessThanOrEqual(kAll);
  await site.stop();
});

test("the first view needs few requests, moves nothing once it is painted, and is there soon", async ({ page }) => {
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
  expect(scripts.length).toBeLessThanOrEqual(2); // the page and the router's worker
  expect(files.length).toBeLessThanOrEqual(8); // page, style, icon, manifest of a gateway, wasm, artifact, embedder
  const { paint, shift } = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    shift: (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  }));
  console.log(`    first paint after ${paint?.toFixed(0)} ms, layout shift ${shift.toFixed(4)}`);
  expect(shift).toBeLessThan(0.02);
  await site.stop();
});

test("an answer's words cost one drawing a frame at most, and old answers are not drawn again", async ({ page }) => {
  const site = await startSite();
  await open(page, site.url);
  await send(page, kPrompt);
  await expect((await settled(page)).locator("math")).toHaveCount(1); // the last to be fetched
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
