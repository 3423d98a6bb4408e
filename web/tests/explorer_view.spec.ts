// The explorer's view: slider, what-if controls, layout and accessibility.

import { expectAccessible } from "./page.ts";
import { expect, test } from "@playwright/test";
import {
  centre,
  csv,
  downloaded,
  openExplorer,
  openFiles,
  sentence,
  setFactor,
  settled,
  slider,
} from "./explorer_page.ts";
import { startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("on a static web server the explorer sends no requests elsewhere and logs no errors", async ({ page }) => {
  const others: string[] = [];
  const messages: string[] = [];
  page.on(
    "request",
    (request) =>
      /^(blob|data):/.test(request.url()) || request.url().startsWith(site.url) || others.push(request.url()),
  );
  page.on(
    "console",
    (message) =>
      ["error", "warning"].includes(message.type()) &&
      !message.text().endsWith("blocked by Playwright") &&
      messages.push(message.text()),
  );
  await openExplorer(page, site.url, "mmlu-pro-10");
  await setFactor(page, "gemini-1.5-pro-002", 0.25);
  await downloaded(page, "Download Prompts by model as PNG");
  await settled(page);
  expect([...others, ...messages]).toEqual([]);
});

test("dragging the point or pressing keys on the slider sets α, also in the chat", async ({ page }) => {
  await openExplorer(page, site.url, "mmlu-pro-10");
  await expect(slider(page)).toHaveValue("0.5");
  await slider(page).press("ArrowRight");
  await expect(sentence(page)).toHaveText(
    /^At α 0\.51: [\d.]+ % at \$[\d.]+ per 1,000 prompts, [\d.]+ points (above|below) and \d+ % (cheaper|more expensive) than gemini-1\.5-pro-002, the best single model\.$/,
  );
  await slider(page).press("End");
  await expect(sentence(page)).toContainText("At α 1.00");

  const handle = page.getByTestId("handle");
  const from = await centre(handle);
  const dots = page.locator(".figure-trade-off .router-dot");
  const to = await centre(dots.nth(10));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 8 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  const alpha = Number(await slider(page).inputValue());
  expect(alpha).toBeLessThan(0.3);
  const here = await centre(handle);
  expect(Math.hypot(here.x - to.x, here.y - to.y)).toBeLessThan(3);

  await page.getByRole("link", { name: "Chat" }).click();
  await expect(slider(page)).toHaveValue(String(alpha));
});

test("the keyboard alone can make and reset what-if changes", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const before = await csv(page, "Accuracy and cost by α");
  await page.getByRole("slider", { name: "Price of gemma-2-9b-it" }).focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("spinbutton", { name: "Price factor of gemma-2-9b-it" })).toHaveValue("0.1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab"); // skips the factor field, to the next model's button
  await expect(page.getByRole("button", { name: "Remove llama-3.1-8b-instruct" })).toBeFocused();
  await page.keyboard.press("Enter");
  await settled(page);
  await expect(page.getByRole("status")).toHaveText("Figures updated");
  expect(await csv(page, "Accuracy and cost by α")).not.toEqual(before);
  await page.getByRole("button", { name: "Reset" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Reset" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Reset" })).toBeFocused();
  expect(await csv(page, "Accuracy and cost by α")).toEqual(before);
});

test("opening the explorer causes no layout shift", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto("about:blank");
    await openExplorer(page, site.url);
    const shift = await page.evaluate(() =>
      (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
    console.log(`    layout shift at ${viewport.width}: ${shift.toFixed(4)}`);
    expect(shift).toBeLessThan(0.05);
  }
});

test("every plot has a table of its data, and clusters sort by every column", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const button of await page.getByRole("button", { name: "Table", exact: true }).all()) await button.click();
  await expect(page.locator(".figure-downloads table")).toHaveCount(3);
  await expect(page.locator(".figure-trade-off tbody tr")).toHaveCount(9 + 2 + 101);
  await page.getByRole("button", { name: "Show all 60" }).click();
  for (const name of ["Prompts about", "Best model", "Accuracy", "Cheapest good model", "Cost per 1,000"]) {
    await page.locator(".clusters-table").getByRole("button", { name }).click();
    await expect(
      page.locator(".clusters-table [aria-sort=ascending], .clusters-table [aria-sort=descending]"),
    ).toHaveText(new RegExp(`^${name} [↑↓]$`));
  }
  const costs = await page.locator(".clusters-table tbody td:last-child").allTextContents();
  const numbers = costs.map((text) => Number(text.slice(1)));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

test("on a phone every model has its own label, and the handle's label covers no model", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const sample of ["llmrouter-9", "mmlu-pro-10"]) {
    await openExplorer(page, site.url, sample);
    const plot = page.locator(".figure-trade-off .plot");
    const names = await plot.locator(".plot-label").allTextContents();
    expect(new Set(names).size).toBe(names.length);
    for (const alpha of ["0.1", "0.5", "0.9"]) {
      await slider(page).fill(alpha);
      const name = (await plot.locator(".handle-name").boundingBox())!;
      for (const dot of await plot.locator(".model-dot").all()) {
        const { x, y, width, height } = (await dot.boundingBox())!;
        const isSeparate =
          x + width < name.x || x > name.x + name.width || y + height < name.y || y > name.y + name.height;
        expect(isSeparate, `${sample}, α ${alpha}`).toBe(true);
      }
    }
  }
});

test("the line at the current α crosses no axis label", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const figure of ["alpha", "shares"]) {
    const plot = page.locator(`.figure-${figure} .plot`);
    const lines = await Promise.all((await plot.locator(".alpha-line").all()).map((line) => line.boundingBox()));
    expect(lines.length).toBe(figure === "alpha" ? 2 : 1);
    for (const text of await plot.locator(".axis text", { hasText: /^0\.5$/ }).all()) {
      const { y, height } = (await text.boundingBox())!;
      for (const line of lines) expect(y > line!.y + line!.height || y + height < line!.y).toBe(true);
    }
  }
});

test("every cluster shows both of its models at any width", async ({ page }) => {
  for (const width of [390, 800, 1000, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await openExplorer(page, site.url, "llmrouter-9");
    const table = page.getByRole("region", { name: "Table of clusters" });
    expect(await table.evaluate((element) => element.scrollWidth <= element.clientWidth), String(width)).toBe(true);
    await expect(page.locator(".clusters-table tbody tr").first().locator(".model-name")).toHaveCount(2);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport, reducedMotion: "reduce" } as object);
      test("axe finds no violation in the explorer with everything open", async ({ page }) => {
        await openExplorer(page, site.url, "mmlu-pro-10");
        if (viewport.width < 760) await page.getByRole("button", { name: "Prices and models" }).click();
        await setFactor(page, "gemini-1.5-pro-002", 0.25);
        await page.getByRole("button", { name: "Remove phi-3-mini-4k-instruct" }).click();
        await page.locator(".figure-alpha").getByRole("button", { name: "Table", exact: true }).click();
        await openFiles(page, [{ name: "notes.safetensors", buffer: Buffer.from("plain text") }]);
        await expect(page.locator(".explorer [role=alert]")).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.getByRole("button", { name: "Open files…" }).click();
        await expectAccessible(page);
      });
    });
  }
}
