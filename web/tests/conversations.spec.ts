import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { chosen, closeDialog, composer, connect, kPrompt, open, send, settled } from "./page.ts";
import { chunk, startGateway, startProvider, startSite, type Running } from "./servers.ts";

let gateway: Running;
let site: Running;
test.beforeAll(async () => {
  [gateway, site] = await Promise.all([startGateway(), startSite()]);
});
test.afterAll(() => Promise.all([gateway.stop(), site.stop()]));

test("a conversation that another tab deletes during an answer disappears in both tabs", async ({ page, context }) => {
  const provider = await startProvider(async (response) => {
    for (let i = 0; i < 200 && !response.destroyed; ++i) {
      chunk(response, "more ");
      await new Promise((done) => setTimeout(done, 50));
    }
  });
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill(`${provider.url}v1`);
  await closeDialog(page);
  await send(page, kPrompt);
  await expect(page.locator(".answer")).toContainText("more more");
  const other = await context.newPage();
  other.on("dialog", (dialog) => void dialog.accept());
  await open(other, site.url);
  await other
    .getByRole("button", { name: /^Delete/ })
    .first()
    .click();
  await expect(other.locator(".answer")).toHaveCount(0);
  await expect(page.locator(".answer")).toHaveCount(0);
  await page.reload();
  await expect(page.locator(".model")).not.toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
  await provider.stop();
});

test("a reload keeps conversations, the draft and alpha", async ({ page }) => {
  await open(page, gateway.url);
  await send(page, "What is the capital of Mongolia?");
  await settled(page);
  await page.getByRole("button", { name: "New conversation" }).click();
  await send(page, kPrompt);
  await settled(page);
  await composer(page).fill("an unsent thought");
  await page.getByLabel("α, from cheapest to best").fill("0.25");
  await page.waitForTimeout(400); // drafts are saved after 0.3 s
  await page.reload();
  await expect(page.locator(".prompt-text")).toHaveText([kPrompt]);
  await expect(composer(page)).toHaveValue("an unsent thought");
  await expect(page.getByLabel("α, from cheapest to best")).toHaveValue("0.25");
  await page.getByRole("button", { name: "What is the capital of Mongolia?" }).click();
  await expect(page.locator(".prompt-text")).toHaveText(["What is the capital of Mongolia?"]);
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
});

test("text typed before the conversations are read is neither lost nor moved to another one", async ({
  page,
  context,
}) => {
  await open(page, gateway.url);
  await send(page, "What is the capital of Mongolia?");
  await settled(page);
  const holder = await context.newPage();
  await holder.goto(`${gateway.url}icon.svg`);
  await holder.evaluate(async () => {
    const opening = indexedDB.open("alpharoute");
    await new Promise((done) => (opening.onsuccess = done));
    const store = opening.result.transaction("conversations", "readwrite").objectStore("conversations");
    const end = performance.now() + 3000; // a transaction that delays the one of the web app
    const keep = (): void => {
      if (performance.now() < end) store.get("").onsuccess = keep;
    };
    keep();
  });
  await page.reload();
  await composer(page).pressSequentially("typed early");
  await expect(page.locator(".entry-name", { hasText: "Mongolia" })).toHaveCount(0); // not read yet
  await expect(page.locator(".entry-name", { hasText: "Mongolia" })).toHaveCount(1);
  await expect(composer(page)).toHaveValue("typed early");
  await expect(chosen(page)).toBeVisible();
  await page.locator(".entry-name", { hasText: "Mongolia" }).click();
  await expect(composer(page)).toHaveValue("");
});

test("two tabs show the same conversations, and neither overwrites the other's", async ({ page, context }) => {
  await open(page, gateway.url);
  const other = await context.newPage();
  await open(other, gateway.url);
  await send(page, kPrompt);
  await settled(page);
  await other.locator(".entry-name", { hasText: "Write a Python function" }).click();
  await expect(other.locator(".answer")).toContainText("This is a demo answer");
  await send(other, "And in Haskell?");
  await settled(other);
  await expect(page.locator(".prompt-text")).toHaveText([kPrompt, "And in Haskell?"]);
  await composer(page).fill("a third");
  await page.waitForTimeout(500); // until the draft is saved
  await other.reload();
  await expect(other.locator(".prompt-text")).toHaveText([kPrompt, "And in Haskell?"]);
  await expect(composer(other)).toHaveValue("a third");
});

test("a conversation is exported as Markdown and as JSON, and deleted", async ({ page }) => {
  await open(page, gateway.url);
  await send(page, kPrompt);
  await settled(page);
  const take = async (name: string): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync(await file.path(), "utf8");
  };
  const markdown = await take("Export as Markdown");
  expect(markdown).toContain(`## You\n\n${kPrompt}`);
  expect(markdown).toContain("This is a demo answer");
  const json = JSON.parse(await take("Export as JSON")) as {
    format: string;
    messages: { role: string; content: string }[];
  };
  expect(json.format).toBe("alpharoute-conversation/1");
  expect(json.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Delete the conversation" }).click();
  await expect(page.locator(".prompt-text")).toHaveCount(0);
  await page.reload();
  await expect(page.locator(".entry")).toHaveCount(0);
});
