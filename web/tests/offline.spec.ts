import { expect, test } from "@playwright/test";
import { chosen, kPrompt, open, send, settled, type } from "./page.ts";
import { startSite } from "./servers.ts";

test.use({ serviceWorkers: "allow" });

test("after the first visit the web app works without a network", async ({ page }) => {
  const site = await startSite();
  await open(page, site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const model = await (async () => (await type(page, kPrompt), chosen(page).textContent()))();
  await site.stop();
  await page.reload();
  await type(page, kPrompt);
  await expect(chosen(page)).toHaveText(model ?? "");
  await send(page, kPrompt);
  await expect(await settled(page)).toContainText("no model was called");
  await page.getByRole("link", { name: "Explorer" }).click();
  await expect(page.locator("#main")).not.toContainText("could not be loaded");
});
