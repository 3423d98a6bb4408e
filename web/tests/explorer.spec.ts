// The explorer's figures equal those of `alpharoute evaluate`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { csv, facts, openExplorer, openFiles, sentence, setFactor, settled, type Row } from "./explorer_page.ts";
import { decideAll, report, rowsWithGaps, type ReportPoint } from "./explorer_report.ts";
import { kAssets, startSite, type Running } from "./servers.ts";

const kTolerance = 1e-9; // relative, or absolute below 1
const kSamples = ["llmrouter-9", "mmlu-pro-10"] as const;

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

/** Unknown values are empty in the CSV and null in the report. */
function expectSame(found: string | undefined, expected: number | null, what: string): void {
  if (expected === null) return expect(found, what).toBe("");
  expect(
    Math.abs(Number(found) - expected),
    `${what}: ${found} in the explorer, ${expected} expected`,
  ).toBeLessThanOrEqual(kTolerance * Math.max(1, Math.abs(expected)));
}

function compare(row: Row | undefined, point: ReportPoint, what: string): void {
  expectSame(row?.accuracy, point.accuracy, `accuracy of ${what}`);
  expectSame(row?.cost_per_1000_usd, point.cost_per_1000, `cost of ${what}`);
}

const router = (rows: readonly Row[]): readonly Row[] => rows.filter(({ method }) => method === "router");

/** Compares the router at every α, the single models, the oracle and the random model. */
function compareTradeOff(rows: readonly Row[], expected: ReturnType<typeof report>): void {
  const named = (name: string): Row | undefined => rows.find(({ method }) => method === name);
  router(rows).forEach((row, at) => compare(row, expected.router[at]!, `the router at α ${row.alpha}`));
  for (const [model, point] of Object.entries(expected.single_models)) compare(named(model), point, model);
  compare(named("oracle"), expected.oracle, "the oracle");
  compare(named("random model"), expected.baselines.random, "a random model");
}

for (const sample of kSamples) {
  test(`the explorer's figures of ${sample} equal those of alpharoute evaluate`, async ({ page }) => {
    const expected = report(sample);
    await openExplorer(page, site.url, sample);
    const tradeOff = await csv(page, "Accuracy and cost");
    expect(router(tradeOff)).toHaveLength(101);
    compareTradeOff(tradeOff, expected);

    const shares = await csv(page, "Prompts by model");
    shares.forEach((row, at) => {
      for (const [model, share] of Object.entries(expected.router[at]!.shares))
        expectSame(row[model], share, `share of ${model} at α ${row.alpha}`);
    });

    const clusters = await csv(page, "clusters");
    expect(clusters).toHaveLength(expected.clusters.length);
    for (const cluster of expected.clusters) {
      const row = clusters.find(({ id }) => Number(id) === cluster.id);
      expect([row?.label, row?.best_model, row?.cheapest_good_model]).toEqual([
        cluster.label,
        cluster.best_model,
        cluster.cheapest_good_model,
      ]);
      expectSame(row?.size, cluster.size, "size");
      expectSame(row?.best_accuracy, cluster.best_accuracy, "best accuracy");
      expectSame(row?.cheapest_good_cost_usd, cluster.cheapest_good_cost, "cheapest good cost");
    }

    for (const scoring of ["paper", "refcode"]) {
      await page.locator(".scoring").getByText(scoring).click();
      await settled(page);
      router(await csv(page, "Accuracy and cost")).forEach((row, at) =>
        compare(row, expected.curves[scoring]![at]!, `${scoring} at α ${row.alpha}`),
      );
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
  const tradeOff = await csv(page, "Accuracy and cost");
  compareTradeOff(tradeOff, expected);
});

test("one factor on all prices multiplies every cost and changes no choice", async ({ page }) => {
  const expected = report("llmrouter-9");
  await openExplorer(page, site.url, "llmrouter-9");
  for (const model of Object.keys(expected.single_models)) await setFactor(page, model, 3);
  await settled(page);
  router(await csv(page, "Accuracy and cost")).forEach((row, at) => {
    expectSame(row.accuracy, expected.router[at]!.accuracy, `accuracy at α ${row.alpha}`);
    expectSame(row.cost_per_1000_usd, 3 * expected.router[at]!.cost_per_1000!, `cost at α ${row.alpha}`);
  });
});

test("with a changed price and a removed model, the curve equals decisions row by row", async ({ page }) => {
  await openExplorer(page, site.url, "mmlu-pro-10");
  const before = router(await csv(page, "Accuracy and cost"));
  await setFactor(page, "gemini-1.5-pro-002", 0.25);
  await page.getByRole("button", { name: "Remove phi-3-mini-4k-instruct" }).click();
  await settled(page);
  const tradeOff = await csv(page, "Accuracy and cost");
  for (const alpha of [0, 0.24, 0.5, 0.75, 1]) {
    const row = router(tradeOff)[Math.round(100 * alpha)];
    const expected = await decideAll("mmlu-pro-10", alpha, {
      factors: { "google/gemini-1.5-pro-002": 0.25 },
      deny: ["microsoft/phi-3-mini-4k-instruct"],
    });
    expectSame(row?.accuracy, expected.accuracy, `accuracy at α ${alpha}`);
    expectSame(row?.cost_per_1000_usd, expected.costPer1000, `cost at α ${alpha}`);
  }
  expect(tradeOff.find(({ method }) => method === "microsoft/phi-3-mini-4k-instruct")?.status).toBe("removed");
  await expect(page.locator(".figure-trade-off path.baseline-line")).toHaveCount(2); // the unchanged curve and its legend entry

  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.locator("path.baseline-line")).toHaveCount(0);
  expect(router(await csv(page, "Accuracy and cost"))).toEqual(before);
});

test("50 quick price changes cause at most 3 evaluations", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  await page.getByRole("slider", { name: "Price of gemma-2-9b-it" }).evaluate((slider: HTMLInputElement) => {
    for (let step = 0; step <= 50; ++step) {
      slider.value = String(-1 + step / 50 + 0.5);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await settled(page);
  const times = await page.evaluate(() => performance.getEntriesByName("evaluation").map(({ duration }) => duration));
  console.log(`    ${times.length} evaluations: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  expect(times.length).toBeLessThanOrEqual(3);
  await expect(page.getByRole("spinbutton", { name: "Price factor of gemma-2-9b-it" })).toHaveValue("3.2");
});

test("an opened router shows its expectations, and measured figures once its rows are opened", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const artifact = readFileSync(join(kAssets, "mmlu-pro-10.safetensors"));
  const own = {
    name: "own.safetensors",
    buffer: Buffer.from(
      artifact.toString("latin1").replace(/(data_sha256[\\": ]+)[0-9a-f]{64}/, `$1${"0".repeat(64)}`),
      "latin1",
    ),
  };
  await openFiles(page, [own]);
  await expect(facts(page)).toContainText("expected, not measured");
  await expect(facts(page)).toContainText("alpharoute evaluate ROUTER DATA --export rows.safetensors");
  await expect(sentence(page)).toContainText("than gemini-1.5-pro-002, the best single model.");
  const expected = router(await csv(page, "Accuracy and cost"));
  const measured = report("mmlu-pro-10").router;
  for (const at of [0, 50, 100])
    expect(Math.abs(Number(expected[at]?.accuracy) - measured[at]!.accuracy!)).toBeLessThan(0.06);

  await openFiles(page, [
    { name: "rows.safetensors", buffer: readFileSync(join(kAssets, "mmlu-pro-10.rows.safetensors")) },
  ]);
  await expect(facts(page)).toContainText("2,528 rows, which may include training rows, from");
  router(await csv(page, "Accuracy and cost")).forEach((row, at) =>
    expectSame(row.accuracy, measured[at]!.accuracy, `accuracy at α ${row.alpha}`),
  );
});
