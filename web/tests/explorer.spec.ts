import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { csv, decideAll, dial, downloaded, facts, openExplorer, report, routerChoice, rowsWithGaps, sentence, type ReportPoint, type Row } from "./explorer_page.js";
import { kAssets, startSite, type Running } from "./servers.js";

const kSame = 1e-9;
const kSamples = ["llmrouter-9", "mmlu-pro-10"] as const;

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

/** What is unknown is empty in the page's CSV and null in the program's report. */
function expectSame(found: string | undefined, expected: number | null, what: string): void {
  if (expected === null) return expect(found, what).toBe("");
  expect(Math.abs(Number(found) - expected), `${what}: ${found} in the page, ${expected} elsewhere`).toBeLessThanOrEqual(kSame * Math.max(1, Math.abs(expected)));
}

function compare(row: Row | undefined, point: ReportPoint, what: string): void {
  expectSame(row?.accuracy, point.accuracy, `accuracy of ${what}`);
  expectSame(row?.cost_per_1000_usd, point.cost_per_1000, `cost of ${what}`);
}

const router = (rows: readonly Row[]): readonly Row[] => rows.filter(({ what }) => what === "router");

for (const sample of kSamples) {
  test(`the explorer's figures of ${sample} are those of alpharoute evaluate`, async ({ page }) => {
    const expected = report(sample);
    await openExplorer(page, site.url, sample);
    const plane = await csv(page, "Accuracy against cost");
    expect(router(plane)).toHaveLength(101);
    router(plane).forEach((row, at) => compare(row, expected.router[at]!, `the router at α ${row.alpha}`));
    for (const [model, point] of Object.entries(expected.single_models)) compare(plane.find(({ what }) => what === model), point, model);
    compare(plane.find(({ what }) => what === "oracle"), expected.oracle, "the oracle");
    compare(plane.find(({ what }) => what === "a model at random"), expected.baselines.random, "a model at random");

    const shares = await csv(page, "Who answers");
    shares.forEach((row, at) => {
      for (const [model, share] of Object.entries(expected.router[at]!.shares)) expectSame(row[model], share, `share of ${model} at α ${row.alpha}`);
    });

    const clusters = await csv(page, "the clusters");
    expect(clusters).toHaveLength(expected.clusters.length);
    for (const cluster of expected.clusters) {
      const row = clusters.find(({ id }) => Number(id) === cluster.id);
      expect([row?.label, row?.best_model, row?.cheapest_good_model]).toEqual([cluster.label, cluster.best_model, cluster.cheapest_good_model]);
      expectSame(row?.size, cluster.size, "size");
      expectSame(row?.best_accuracy, cluster.best_accuracy, "best accuracy");
      expectSame(row?.cheapest_good_cost_usd, cluster.cheapest_good_cost, "cheapest good cost");
    }

    for (const scoring of ["paper", "refcode"]) {
      await page.locator(".scoring").getByText(scoring).click();
      await settled(page);
      router(await csv(page, "Accuracy against cost")).forEach((row, at) => compare(row, expected.curves[scoring]![at]!, `${scoring} at α ${row.alpha}`));
    }
  });
}

test("unknown scores and costs count as in alpharoute evaluate", async ({ page }) => {
  const rows = rowsWithGaps("mmlu-pro-10");
  const expected = report("mmlu-pro-10", rows);
  await openExplorer(page, site.url, "mmlu-pro-10");
  await openFiles(page, [{ name: "gaps.safetensors", buffer: rows }]);
  const unknown = Object.entries(expected.single_models).filter(([, point]) => point.accuracy === null);
  expect(unknown).toHaveLength(1);
  await expect(page.locator(".figure-trade-off .model-dot")).toHaveCount(9);
  const plane = await csv(page, "Accuracy against cost");
  router(plane).forEach((row, at) => compare(row, expected.router[at]!, `the router at α ${row.alpha}`));
  for (const [model, point] of Object.entries(expected.single_models)) compare(plane.find(({ what }) => what === model), point, model);
  compare(plane.find(({ what }) => what === "oracle"), expected.oracle, "the oracle");
  compare(plane.find(({ what }) => what === "a model at random"), expected.baselines.random, "a model at random");
});

test("the explorer asks nobody else for anything, and keeps the page's policy", async ({ page }) => {
  const others: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => /^(blob|data):/.test(request.url()) || request.url().startsWith(site.url) || others.push(request.url()));
  page.on("console", (message) => /policy/i.test(message.text()) && complaints.push(message.text()));
  await openExplorer(page, site.url, "mmlu-pro-10");
  await setFactor(page, "gemini-1.5-pro-002", 0.25);
  await downloaded(page, "Download Who answers as PNG");
  await settled(page);
  expect([...others, ...complaints]).toEqual([]);
});

test("one factor on all prices changes no choice and multiplies every cost", async ({ page }) => {
  const expected = report("llmrouter-9");
  await openExplorer(page, site.url, "llmrouter-9");
  for (const model of Object.keys(expected.single_models)) await setFactor(page, model, 3);
  await settled(page);
  router(await csv(page, "Accuracy against cost")).forEach((row, at) => {
    expectSame(row.accuracy, expected.router[at]!.accuracy, `accuracy at α ${row.alpha}`);
    expectSame(row.cost_per_1000_usd, 3 * expected.router[at]!.cost_per_1000!, `cost at α ${row.alpha}`);
  });
});

test("with another price and without a model, the curve is what such a router decides row by row", async ({ page }) => {
  await openExplorer(page, site.url, "mmlu-pro-10");
  const before = router(await csv(page, "Accuracy against cost"));
  await setFactor(page, "gemini-1.5-pro-002", 0.25);
  await page.getByRole("button", { name: "Take phi-3-mini-4k-instruct out" }).click();
  await settled(page);
  const plane = await csv(page, "Accuracy against cost");
  for (const alpha of [0, 0.24, 0.5, 0.75, 1]) {
    const row = router(plane)[Math.round(100 * alpha)];
    const expected = await decideAll("mmlu-pro-10", alpha, { factors: { "google/gemini-1.5-pro-002": 0.25 }, deny: ["microsoft/phi-3-mini-4k-instruct"] });
    expectSame(row?.accuracy, expected.accuracy, `accuracy at α ${alpha}`);
    expectSame(row?.cost_per_1000_usd, expected.costPer1000, `cost at α ${alpha}`);
  }
  expect(plane.find(({ what }) => what === "microsoft/phi-3-mini-4k-instruct")?.frontier).toBe("removed");
  await expect(page.locator(".figure-trade-off path.ghost-line")).toHaveCount(2); // the curve as it was, and its key

  await page.getByRole("button", { name: "As it is" }).click();
  await expect(page.locator("path.ghost-line")).toHaveCount(0);
  expect(router(await csv(page, "Accuracy against cost"))).toEqual(before);
});

test("the point moves by hand along the curve, by key on the dial, and the chat's dial with it", async ({ page }) => {
  await openExplorer(page, site.url, "mmlu-pro-10");
  await expect(dial(page)).toHaveValue("0.5");
  await dial(page).press("ArrowRight");
  await expect(sentence(page)).toHaveText(/^At α 0\.51: [\d.]+ % at \$[\d.]+ per 1,000 prompts, [\d.]+ points (above|below) and \d+ % (cheaper|dearer) than gemini-1\.5-pro-002, the best single model\.$/);
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

test("stale what-ifs are dropped: fifty moves of a price are not fifty evaluations", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  await page.getByRole("slider", { name: "Price of gemma-2-9b-it" }).evaluate((slider: HTMLInputElement) => {
    for (let step = 0; step <= 50; ++step) {
      slider.value = String(-1 + step / 50 + 0.5);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await settled(page);
  const times = await page.evaluate(() => performance.getEntriesByName("evaluation").map(({ duration }) => duration));
  console.log(`    ${times.length} evaluations, of ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  expect(times.length).toBeLessThanOrEqual(3);
  await expect(page.getByRole("spinbutton", { name: "Factor on the price of gemma-2-9b-it" })).toHaveValue("3.2");
});

test("a file that is no router is refused in one sentence, and the old view stays", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const before = await sentence(page).textContent();
  const artifact = readFileSync(join(kAssets, "mmlu-pro-10.safetensors"));
  const alert = page.locator(".explorer [role=alert]");
  const cases = [
    { name: "notes.safetensors", buffer: Buffer.from("Dear diary"), says: "notes.safetensors can't be used: it is no safetensors file. Choose a file that alpharoute fit or evaluate --export made." },
    { name: "embedder.safetensors", buffer: readFileSync(join(kAssets, "static-en-1.safetensors")), says: "embedder.safetensors can't be used: it is neither a router nor rows of alpharoute. Choose a file that alpharoute fit or evaluate --export made." },
    { name: "torn.safetensors", buffer: artifact.subarray(0, artifact.length - 100), says: /^torn\.safetensors can't be used: .+\.$/ },
    { name: "other.rows.safetensors", buffer: readFileSync(join(kAssets, "mmlu-pro-10.rows.safetensors")), says: "The rows can't be used: they have no answers of codegemma-7b; measure this router's own models." },
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

test("a router of one's own is shown by expectation, and measured as soon as it has rows", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const artifact = readFileSync(join(kAssets, "mmlu-pro-10.safetensors"));
  const own = { name: "own.safetensors", buffer: Buffer.from(artifact.toString("latin1").replace(/(data_sha256[\\": ]+)[0-9a-f]{64}/, `$1${"0".repeat(64)}`), "latin1") };
  await openFiles(page, [own]);
  await expect(facts(page)).toContainText("expected, not measured");
  await expect(facts(page)).toContainText("alpharoute evaluate ROUTER DATA --export rows.safetensors");
  await expect(sentence(page)).toContainText("than gemini-1.5-pro-002, the best single model.");
  const expected = router(await csv(page, "Accuracy against cost"));
  const measured = report("mmlu-pro-10").router;
  for (const at of [0, 50, 100]) expect(Math.abs(Number(expected[at]?.accuracy) - measured[at]!.accuracy!)).toBeLessThan(0.06);

  await openFiles(page, [{ name: "rows.safetensors", buffer: readFileSync(join(kAssets, "mmlu-pro-10.rows.safetensors")) }]);
  await expect(facts(page)).toContainText("2,528 rows; the fit may have seen some of them");
  router(await csv(page, "Accuracy against cost")).forEach((row, at) => expectSame(row.accuracy, measured[at]!.accuracy, `accuracy at α ${row.alpha}`));
});

test("a router and its rows can be dropped together, and a router opened from an address", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const files = ["mmlu-pro-10.rows.safetensors", "mmlu-pro-10.safetensors"].map((name) => ({ name, base64: readFileSync(join(kAssets, name)).toString("base64") }));
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, base64 } of files) data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    return data;
  }, files);
  await page.dispatchEvent(".explorer", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(".explorer", "drop", { dataTransfer: transfer });
  await expect(facts(page)).toContainText("2,528 held-out rows");
  await expect(routerChoice(page)).toHaveValue("");

  const elsewhere = await startSite({
    "/llmrouter\\.safetensors$": (_, response) => void response.writeHead(200, { "access-control-allow-origin": "*" }).end(readFileSync(join(kAssets, "llmrouter-9.safetensors"))),
    "/missing\\.safetensors$": (_, response) => void response.writeHead(404, { "access-control-allow-origin": "*" }).end(),
  });
  await openAddress(page, `${elsewhere.url}missing.safetensors`);
  await expect(page.locator(".explorer [role=alert]")).toHaveText(/answers 404 for missing\.safetensors\. See whether the address is right\.$/);
  await openAddress(page, `${elsewhere.url}llmrouter.safetensors`);
  await expect(facts(page)).toContainText("1,681 held-out rows");
  await elsewhere.stop();
});

test("downloads hold what is shown, and need nothing else", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const [title, texts] of [["Accuracy against cost", ["gemma-2-9b-it", "oracle", "α 0.50", "router, over α"]], ["Along the dial", ["accuracy", "cost of 1,000 prompts, USD"]], ["Who answers", ["gemma-2-9b-it", "share of the prompts"]]] as const) {
    const svg = (await downloaded(page, `Download ${title} as SVG`)).toString();
    expect(svg).toContain(`<title>${title}</title>`);
    for (const text of texts) expect(svg).toContain(`>${text}</text>`);
    const stroke = await page.locator(".router-line, .share-area").first().evaluate((line) => getComputedStyle(line).stroke);
    expect(stroke).toMatch(/^rgb/);
    expect(svg).toContain(`fill="${await page.locator(".figure-dial").evaluate((panel) => getComputedStyle(panel).backgroundColor)}"`);
    if (title !== "Who answers") expect(svg).toContain(`stroke="${stroke}"`);
    expect(svg).not.toMatch(/var\(|light-dark|class=|style=|href|url\(/);
    const { paints, problem } = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      return { paints: parsed.querySelectorAll("path, circle, text").length, problem: parsed.querySelector("parsererror")?.textContent ?? null };
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
  await expect(facts(page)).toContainText("expected, not measured");
  await expect(page.locator(".explorer [role=alert]")).toHaveText("The rows could not be fetched. See whether the network is there.");
});

test("nothing moves while the explorer opens", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    await page.goto("about:blank");
    await openExplorer(page, site.url);
    const shift = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0));
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
    await expect(page.locator(".clusters-table [aria-sort=ascending], .clusters-table [aria-sort=descending]")).toHaveText(new RegExp(`^${name} [↑↓]$`));
  }
  const costs = await page.locator(".clusters-table tbody td:last-child").allTextContents();
  const numbers = costs.map((text) => Number(text.slice(1)));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
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

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`)).toEqual([]);
}

async function setFactor(page: Page, model: string, factor: number): Promise<void> {
  const field = page.getByRole("spinbutton", { name: `Factor on the price of ${model}` });
  await field.fill(String(factor));
  await field.press("Tab");
}

/** Waits until the figures are of the newest what-if. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator(".explorer-grid")).toHaveAttribute("aria-busy", "false");
}

async function openFiles(page: Page, files: readonly { readonly name: string; readonly buffer: Buffer }[]): Promise<void> {
  await page.getByRole("button", { name: "Open another…" }).click();
  await page.getByLabel("Files").setInputFiles(files.map((file) => ({ ...file, mimeType: "application/octet-stream" })));
}

async function openAddress(page: Page, address: string): Promise<void> {
  await page.getByRole("button", { name: "Open another…" }).click();
  await page.getByLabel("Address").fill(address);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

async function centre(element: ReturnType<Page["locator"]>): Promise<{ readonly x: number; readonly y: number }> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("it is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
