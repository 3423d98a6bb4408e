import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { kPrompt, open, send, settled } from "./page.js";
import { kPage, startSite } from "./servers.js";

const kLimit = 150 * 1024;

test("all of the page's JavaScript is at most 150 KB, gzipped, before wasm and artifacts", () => {
  const folder = join(kPage, "assets");
  const sizes = readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => ({ name, size: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  console.log(`    ${sizes.map(({ name, size }) => `${name.replace(/-[\w-]{8}\.js$/, "")} ${(size / 1024).toFixed(1)}`).join(", ")}: ${(total / 1024).toFixed(1)} KB`);
  expect(total).toBeLessThanOrEqual(kLimit);
});

test("the first view needs few requests, moves nothing once it is painted, and is there soon", async ({ page }) => {
  const site = await startSite();
  const scripts: string[] = [];
  const files: string[] = [];
  page.on("request", (request) => (request.url().endsWith(".js") ? scripts : files).push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput) shifts.push((entry as unknown as { value: number }).value);
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
  expect(shift).toBeLessThan(0.1);
  await site.stop();
});

test("an answer's words cost one drawing a frame at most, and old answers are not drawn again", async ({ page }) => {
  const site = await startSite();
  await open(page, site.url);
  await send(page, kPrompt);
  await settled(page);
  await page.evaluate(() => {
    const first = document.querySelector(".answer .markdown");
    const changes = { first: 0 };
    Object.assign(globalThis, { changes });
    if (first) new MutationObserver((list) => (changes.first += list.length)).observe(first, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await send(page, "And in Haskell?");
  await settled(page);
  expect(await page.evaluate(() => (globalThis as unknown as { changes: { first: number } }).changes.first)).toBe(0);
  await site.stop();
});
