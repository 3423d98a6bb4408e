// Browsers that keep something from the page: over plain http, or by the user's settings.

import { expect, test } from "@playwright/test";
import { composer, kPrompt, open, send, settled } from "./page.ts";
import { startSite, type Running } from "./servers.ts";

// To the browser lan.test is another machine: over plain http it has no clipboard and no crypto.randomUUID.
const executablePath = process.env.ALPHAROUTE_CHROMIUM ?? "/usr/bin/chromium";
test.use({
  launchOptions: {
    executablePath,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP lan.test 127.0.0.1"],
  },
});

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("over plain http from another machine one can chat and copy", async ({ page }) => {
  await open(page, site.url.replace("127.0.0.1", "lan.test"));
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await send(page, kPrompt);
  const answer = await settled(page);
  await expect(answer).toContainText("no model was called");
  await page.getByRole("button", { name: "Copy the prompt" }).click();
  await expect(page.locator("[data-copying=copied]")).toBeVisible();
  await page.locator(".code-copy").click();
  await expect(page.locator(".code-copy")).toHaveText("Copied");
  await composer(page).press("ControlOrMeta+v");
  await expect(composer(page)).toHaveValue(/^import \{ Alpharoute \}/);
});

test("where nothing can be copied the page says so", async ({ page }) => {
  await page.addInitScript(() => {
    document.execCommand = () => false;
  });
  await open(page, site.url.replace("127.0.0.1", "lan.test"));
  await send(page, kPrompt);
  await settled(page);
  await page.getByRole("button", { name: "Copy the prompt" }).click();
  await expect(page.locator(".unseen[role=status]")).toContainText("select the text, and copy that");
  await expect(page.locator("[data-copying=failed]")).toBeVisible();
});

test("where the browser forbids to keep anything one can chat, and is told that nothing is kept", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
  });
  await open(page, site.url);
  await expect(page.getByText("This browser keeps no data for the page")).toBeVisible();
  await send(page, kPrompt);
  await expect(await settled(page)).toContainText("no model was called");
});
