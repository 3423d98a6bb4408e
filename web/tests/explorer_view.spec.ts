// What one does with the explorer: move its point, open files, take pictures along, by hand, by key and by ear.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible } from "./page.ts";
import { expect, test } from "@playwright/test";
import {
  centre,
  csv,
  dial,
  downloaded,
  facts,
  openAddress,
  openExplorer,
  openFiles,
  routerChoice,
  sentence,
  setFactor,
  settled,
} from "./explorer_page.ts";
import { kAssets, startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("on a plain web server the explorer asks nobody else for anything, and nothing in it is complained of", async ({
  page,
}) => {
  const others: string[] = [];
  const complaints: string[] = [];
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
      complaints.push(message.text()),
  );
  await openExplorer(page, site.url, "mmlu-pro-10");
  await setFactor(page, "gemini-1.5-pro-002", 0.25);
  await downloaded(page, "Download Who answers as PNG");
  await settled(page);
  expect([...others, ...complaints]).toEqual([]);
});

test("the point moves by hand along the curve, by key on the dial, and the chat's dial with it", async ({ page }) => {
  await openExplorer(page, site.url, "mmlu-pro-10");
  await expect(dial(page)).toHaveValue("0.5");
  await dial(page).press("ArrowRight");
  await expect(sentence(page)).toHaveText(
    /^At α 0\.51: [\d.]+ % at \$[\d.]+ per 1,000 prompts, [\d.]+ points (above|below) and \d+ % (cheaper|dearer) than gemini-1\.5-pro-002, the best single model\.$/,
  );
  await dial(page).press("End");
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
  const alpha = Number(await dial(page).inputValue());
  expect(alpha).toBeLessThan(0.3);
  const here = await centre(handle);
  expect(Math.hypot(here.x - to.x, here.y - to.y)).toBeLessThan(3);

  await page.getByRole("link", { name: "Chat" }).click();
  await expect(dial(page)).toHaveValue(String(alpha));
});

test("a what-if can be had with the keyboard alone", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const before = await csv(page, "Along the dial");
  await page.getByRole("slider", { name: "Price of gemma-2-9b-it" }).focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("spinbutton", { name: "Factor on the price of gemma-2-9b-it" })).toHaveValue("0.1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab"); // past the field, to the next model's button
  await expect(page.getByRole("button", { name: "Take llama-3.1-8b-instruct out" })).toBeFocused();
  await page.keyboard.press("Enter");
  await settled(page);
  await expect(page.getByRole("status")).toHaveText("The figures are computed again");
  expect(await csv(page, "Along the dial")).not.toEqual(before);
  await page.getByRole("button", { name: "As it is" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "As it is" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "As it is" })).toBeFocused();
  expect(await csv(page, "Along the dial")).toEqual(before);
});

test("a file that is no router is refused in one sentence, and the old view stays", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const before = await sentence(page).textContent();
  const artifact = readFileSync(join(kAssets, "mmlu-pro-10.safetensors"));
  const alert = page.locator(".explorer [role=alert]");
  const cases = [
    {
      name: "notes.safetensors",
      buffer: Buffer.from("Dear diary"),
      says: "notes.safetensors can't be used: it is no safetensors file. Choose a file that alpharoute fit or evaluate --export made.",
    },
    {
      name: "embedder.safetensors",
      buffer: readFileSync(join(kAssets, "static-en-1.safetensors")),
      says: "embedder.safetensors can't be used: it is neither a router nor rows of alpharoute. Choose a file that alpharoute fit or evaluate --export made.",
    },
    {
      name: "torn.safetensors",
      buffer: artifact.subarray(0, artifact.length - 100),
      says: /^torn\.safetensors can't be used: .+\.$/,
    },
    {
      name: "other.rows.safetensors",
      buffer: readFileSync(join(kAssets, "mmlu-pro-10.rows.safetensors")),
      says: "The rows can't be used: they have no answers of codegemma-7b; measure this router's own models.",
    },
  ];
  for (const { name, buffer, says } of cases) {
    await openFiles(page, [{ name, buffer }]);
    await expect(alert).toHaveText(says);
    await expect(sentence(page)).toHaveText(before ?? "");
    await expect(routerChoice(page)).toHaveValue("llmrouter-9");
  }
  await routerChoice(page).selectOption("mmlu-pro-10");
  await expect(facts(page)).toContainText("2,528 held-out rows");
  await expect(alert).toHaveCount(0);
});

test("a router and its rows can be dropped together, and a router opened from an address", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const files = ["mmlu-pro-10.rows.safetensors", "mmlu-pro-10.safetensors"].map((name) => ({
    name,
    base64: readFileSync(join(kAssets, name)).toString("base64"),
  }));
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, base64 } of files)
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    return data;
  }, files);
  await page.dispatchEvent(".explorer", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(".explorer", "drop", { dataTransfer: transfer });
  await expect(facts(page)).toContainText("2,528 held-out rows");
  await expect(routerChoice(page)).toHaveValue("");

  const elsewhere = await startSite({
    "/llmrouter\\.safetensors$": (_, response) =>
      void response
        .writeHead(200, { "access-control-allow-origin": "*" })
        .end(readFileSync(join(kAssets, "llmrouter-9.safetensors"))),
    "/missing\\.safetensors$": (_, response) =>
      void response.writeHead(404, { "access-control-allow-origin": "*" }).end(),
  });
  await openAddress(page, `${elsewhere.url}missing.safetensors`);
  await expect(page.locator(".explorer [role=alert]")).toHaveText(
    /answers 404 for missing\.safetensors\. See whether the address is right\.$/,
  );
  await openAddress(page, `${elsewhere.url}llmrouter.safetensors`);
  await expect(facts(page)).toContainText("1,681 held-out rows");
  await elsewhere.stop();
});

test("downloads hold what is shown, and need nothing else", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const [title, texts] of [
    ["Accuracy against cost", ["gemma-2-9b-it", "oracle", "α 0.50", "router, over α"]],
    ["Along the dial", ["accuracy", "cost of 1,000 prompts, USD"]],
    ["Who answers", ["gemma-2-9b-it", "share of the prompts"]],
  ] as const) {
    const svg = (await downloaded(page, `Download ${title} as SVG`)).toString();
    expect(svg).toContain(`<title>${title}</title>`);
    for (const text of texts) expect(svg).toContain(`>${text}</text>`);
    const stroke = await page
      .locator(".router-line, .share-area")
      .first()
      .evaluate((line) => getComputedStyle(line).stroke);
    expect(stroke).toMatch(/^rgb/);
    expect(svg).toContain(
      `fill="${await page.locator(".figure-dial").evaluate((panel) => getComputedStyle(panel).backgroundColor)}"`,
    );
    if (title !== "Who answers") expect(svg).toContain(`stroke="${stroke}"`);
    expect(svg).not.toMatch(/var\(|light-dark|class=|style=|href|url\(/);
    const { paints, problem } = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      return {
        paints: parsed.querySelectorAll("path, circle, text").length,
        problem: parsed.querySelector("parsererror")?.textContent ?? null,
      };
    }, svg);
    expect(problem).toBeNull();
    expect(paints).toBeGreaterThan(10);
    const png = await downloaded(page, `Download ${title} as PNG`);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const size = /width="(\d+)" height="(\d+)"/.exec(svg.slice(svg.indexOf("<svg")))!;
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(size[1]), 2 * Number(size[2])]);
  }
  const dialRows = await csv(page, "Along the dial");
  expect(dialRows.map(({ alpha }) => Number(alpha))).toEqual(Array.from({ length: 101 }, (_, at) => at / 100));
});

test("without the network's rows the router is shown by expectation, and a sentence says so", async ({ page }) => {
  await page.route(/\.rows-/, (route) => route.abort());
  await page.goto(`${site.url}#/explorer`);
  await expect(facts(page)).toHaveText(
    "expected, not measured Figures are what the router expects over its 60 training clusters. " +
      "The rows could not be fetched. See whether the network is there.",
  );
  await expect(page.locator(".explorer [role=alert]")).toHaveCount(0);
});

test("without a router the explorer says so, and shows no empty figure", async ({ page }) => {
  await page.route(/\.safetensors/, (route) => route.abort());
  await page.goto(`${site.url}#/explorer`);
  await expect(page.locator(".explorer [role=alert]")).toBeVisible();
  await expect(page.locator(".explorer .panel")).toHaveCount(0);
});

test("nothing moves while the explorer opens", async ({ page }) => {
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

test("every plot has its numbers as a table, and clusters sort by every column", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const button of await page.getByRole("button", { name: "Table", exact: true }).all()) await button.click();
  await expect(page.locator(".figure-files table")).toHaveCount(3);
  await expect(page.locator(".figure-trade-off tbody tr")).toHaveCount(9 + 2 + 101);
  await page.getByRole("button", { name: "All 60" }).click();
  for (const name of ["Prompts about", "Best model", "Accuracy", "Cheapest good one", "Per 1,000"]) {
    await page.locator(".clusters-table").getByRole("button", { name }).click();
    await expect(
      page.locator(".clusters-table [aria-sort=ascending], .clusters-table [aria-sort=descending]"),
    ).toHaveText(new RegExp(`^${name} [↑↓]$`));
  }
  const costs = await page.locator(".clusters-table tbody td:last-child").allTextContents();
  const numbers = costs.map((text) => Number(text.slice(1)));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

test("on a phone the plane names every model apart, and the handle's name covers no point", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const sample of ["llmrouter-9", "mmlu-pro-10"]) {
    await openExplorer(page, site.url, sample);
    const plot = page.locator(".figure-trade-off .plot");
    const names = await plot.locator(".plot-label").allTextContents();
    expect(new Set(names).size).toBe(names.length);
    for (const place of ["0.1", "0.5", "0.9"]) {
      await dial(page).fill(place);
      const name = (await plot.locator(".handle-name").boundingBox())!;
      for (const dot of await plot.locator(".model-dot").all()) {
        const { x, y, width, height } = (await dot.boundingBox())!;
        const isApart =
          x + width < name.x || x > name.x + name.width || y + height < name.y || y > name.y + name.height;
        expect(isApart, `${sample}, ${place}`).toBe(true);
      }
    }
  }
});

test("the dial's line crosses no number of an axis", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const figure of ["dial", "shares"]) {
    const plot = page.locator(`.figure-${figure} .plot`);
    const lines = await Promise.all((await plot.locator(".dial-line").all()).map((line) => line.boundingBox()));
    expect(lines.length).toBe(figure === "dial" ? 2 : 1);
    for (const text of await plot.locator(".axis text", { hasText: /^0\.5$/ }).all()) {
      const { y, height } = (await text.boundingBox())!;
      for (const line of lines) expect(y > line!.y + line!.height || y + height < line!.y).toBe(true);
    }
  }
});

test("every cluster shows both its models at any width", async ({ page }) => {
  for (const width of [390, 800, 1000, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await openExplorer(page, site.url, "llmrouter-9");
    const room = page.getByRole("region", { name: "Table of the clusters" });
    expect(await room.evaluate((element) => element.scrollWidth <= element.clientWidth), String(width)).toBe(true);
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
      test("axe finds nothing in the explorer with everything open", async ({ page }) => {
        await openExplorer(page, site.url, "mmlu-pro-10");
        if (viewport.width < 760) await page.getByRole("button", { name: "Prices and models" }).click();
        await setFactor(page, "gemini-1.5-pro-002", 0.25);
        await page.getByRole("button", { name: "Take phi-3-mini-4k-instruct out" }).click();
        await page.locator(".figure-dial").getByRole("button", { name: "Table", exact: true }).click();
        await openFiles(page, [{ name: "notes.safetensors", buffer: Buffer.from("Dear diary") }]);
        await expect(page.locator(".explorer [role=alert]")).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.getByRole("button", { name: "Open another…" }).click();
        await expectAccessible(page);
      });
    });
  }
}
