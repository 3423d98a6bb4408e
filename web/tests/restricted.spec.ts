// Browsers that restrict the web app: over plain http, or by the user's settings.

import { expect, test } from "@playwright/test";
import { composer, kPrompt, open, send, settled } from "./page.ts";
import { startSite, type Running } from "./servers.ts";

// To the browser lan.test is another machine, so that over plain http there is no clipboard API and no crypto.randomUUID.
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

test("chat and copy work over plain http from another machine", async ({ page }) => {
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

test("a blocked copy is announced and shown", async ({ page }) => {
  await page.addInitScript(() => {
    document.execCommand = () => false;
  });
  await open(page, site.url.replace("127.0.0.1", "lan.test"));
  await send(page, kPrompt);
  await settled(page);
  await page.getByRole("button", { name: "Copy the prompt" }).click();
  await expect(page.locator(".visually-hidden[role=status]")).toContainText("Select the text and copy it.");
  await expect(page.locator("[data-copying=failed]")).toBeVisible();
});

test("without storage the chat works, and a message says that nothing is stored", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
  });
  await open(page, site.url);
  await expect(page.getByText("This browser stores no data for this site")).toBeVisible();
  await send(page, kPrompt);
  await expect(await settled(page)).toContainText("no model was called");
});
