// Opening files in the explorer, and downloading from it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { csv, downloaded, facts, openExplorer, openFiles, openUrl, routerChoice, sentence } from "./explorer_page.ts";
import { kAssets, startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("a file that cannot be used is rejected with its reason, and the old view stays", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  const before = await sentence(page).textContent();
  const artifact = readFileSync(join(kAssets, "mmlu-pro-10.safetensors"));
  const alert = page.locator(".explorer [role=alert]");
  const cases = [
    {
      name: "notes.safetensors",
      buffer: Buffer.from("plain text"),
      says: "notes.safetensors cannot be used: not a safetensors file. Open a file written by alpharoute fit or alpharoute evaluate --export.",
    },
    {
      name: "embedder.safetensors",
      buffer: readFileSync(join(kAssets, "static-en-1.safetensors")),
      says: "embedder.safetensors cannot be used: it is not an Alpharoute router or rows file. Open a file written by alpharoute fit or alpharoute evaluate --export.",
    },
    {
      name: "truncated.safetensors",
      buffer: artifact.subarray(0, artifact.length - 100),
      says: /^truncated\.safetensors cannot be used: .+\.$/,
    },
    {
      name: "other.rows.safetensors",
      buffer: readFileSync(join(kAssets, "mmlu-pro-10.rows.safetensors")),
      says: "The rows cannot be used: they have no scores for codegemma-7b; export rows with all models of this router.",
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

test("a router and its rows can be dropped together, and a router can be opened from a URL", async ({ page }) => {
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
  await openUrl(page, `${elsewhere.url}missing.safetensors`);
  await expect(page.locator(".explorer [role=alert]")).toHaveText(
    /returned status 404 for missing\.safetensors\. Check the URL\.$/,
  );
  await openUrl(page, `${elsewhere.url}llmrouter.safetensors`);
  await expect(facts(page)).toContainText("1,681 held-out rows");
  await elsewhere.stop();
});

test("downloads contain the shown plot and no references to other files", async ({ page }) => {
  await openExplorer(page, site.url, "llmrouter-9");
  for (const [title, texts] of [
    ["Accuracy and cost", ["gemma-2-9b-it", "oracle", "α 0.50", "router, over α"]],
    ["Accuracy and cost by α", ["accuracy", "cost per 1,000 prompts (USD)"]],
    ["Prompts by model", ["gemma-2-9b-it", "share of prompts"]],
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
      `fill="${await page.locator(".figure-alpha").evaluate((panel) => getComputedStyle(panel).backgroundColor)}"`,
    );
    if (title !== "Prompts by model") expect(svg).toContain(`stroke="${stroke}"`);
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
  const alphaRows = await csv(page, "Accuracy and cost by α");
  expect(alphaRows.map(({ alpha }) => Number(alpha))).toEqual(Array.from({ length: 101 }, (_, at) => at / 100));
});

test("if the rows cannot be fetched, the explorer shows expectations and the reason", async ({ page }) => {
  await page.route(/\.rows-/, (route) => route.abort());
  await page.goto(`${site.url}#/explorer`);
  await expect(facts(page)).toHaveText(
    "expected, not measured The router's expectations over its 60 training clusters. " +
      "The rows could not be fetched. Check the network connection.",
  );
  await expect(page.locator(".explorer [role=alert]")).toHaveCount(0);
});

test("without a router the explorer shows an error message and no empty figure", async ({ page }) => {
  await page.route(/\.safetensors/, (route) => route.abort());
  await page.goto(`${site.url}#/explorer`);
  await expect(page.locator(".explorer [role=alert]")).toBeVisible();
  await expect(page.locator(".explorer .panel")).toHaveCount(0);
});
