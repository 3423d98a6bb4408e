import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { composer, open, send, settled, type } from "./page.ts";
import { startGateway, startSite, type Running } from "./servers.ts";

const kFolder = process.env.ALPHAROUTE_SCREENSHOTS ?? "test-results/screenshots/images";

let gateway: Running;
let site: Running;
test.beforeAll(async () => {
  [gateway, site] = await Promise.all([startGateway(), startSite()]);
});
test.afterAll(() => Promise.all([gateway.stop(), site.stop()]));

test.use({ reducedMotion: "reduce" } as object);

async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(kFolder, `${name}.png`);
  await page.screenshot({ path });
  expect(statSync(path).size).toBeGreaterThan(20_000); // a blank page is smaller
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the chat, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 1360, height: 860 });
      await open(page, site.url);
      await send(page, "Write a Python function that merges two sorted lists.");
      await (await settled(page)).locator("summary").click();
      await type(page, "Prove that it runs in linear time.");
      await page.locator(".thread").evaluate((thread) => (thread.scrollTop = 0));
      await screenshot(page, `chat-${colorScheme}`);
    });

    test(`a phone, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, gateway.url);
      await send(page, "What is the capital of Mongolia?");
      await settled(page);
      await composer(page).fill("How many people live there?");
      await expect(page.locator(".strip .number").first()).toBeVisible();
      await screenshot(page, `phone-${colorScheme}`);
      await page.locator(".strip").click();
      await screenshot(page, `phone-routing-${colorScheme}`);
    });

    test(`the explorer, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 1360, height: 1000 });
      await page.goto(`${gateway.url}#/explorer`);
      await expect(page.getByTestId("sentence")).toBeVisible();
      await screenshot(page, `explorer-${colorScheme}`);
    });
  });
}
