// Straight to OpenRouter, which has its own names for models. It is a stand-in: nothing leaves this machine.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { closeDialog, connect, kPrompt, open, send, settled } from "./page.ts";
import { kRoot, startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

/** The names of those who were asked. */
async function standIn(page: Page): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.route("https://openrouter.ai/**", (route) => {
    asked.push((route.request().postDataJSON() as { readonly model: string }).model);
    const body = 'data: {"choices":[{"delta":{"content":"Here."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
    return route.fulfill({
      body,
      headers: { "content-type": "text/event-stream", "access-control-allow-origin": "*" },
    });
  });
  return asked;
}

/** OpenRouter's names of the sample router's models, by their ids: what the program is configured with. */
function configuredNames(): ReadonlyMap<string, string> {
  const config = readFileSync(join(kRoot, "examples/demo-openrouter.toml"), "utf8");
  return new Map([...config.matchAll(/^id = "(.+)"\nname = "(.+)"$/gm)].map(([, id = "", name = ""]) => [id, name]));
}

test("OpenRouter is asked by its names, for models that it is known to have", async ({ page }) => {
  const asked = await standIn(page);
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await closeDialog(page);
  const names = configuredNames();
  expect(names.size).toBeGreaterThan(3);
  await expect(page.locator(".model")).toHaveCount(names.size);
  for (const [id, name] of names) {
    const lock = page.getByRole("button", { name: `Only ${id} may answer` });
    await lock.click();
    await page.getByRole("button", { name: "New conversation" }).click();
    await send(page, kPrompt);
    await expect(await settled(page)).toContainText("Here.");
    expect(asked.at(-1)).toBe(name);
    await lock.click();
  }
});

test("a name by the user wins, and lets a model answer that the page knows no name for", async ({ page }) => {
  const asked = await standIn(page);
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByText("What the provider calls the models").click();
  await page.getByRole("textbox", { name: "codegemma-7b" }).fill("google/codegemma-7b");
  await page.getByRole("textbox", { name: "gemma-2-9b-it" }).fill("my/gemma");
  await closeDialog(page);
  for (const [id, name] of [
    ["codegemma-7b", "google/codegemma-7b"],
    ["gemma-2-9b-it", "my/gemma"],
  ]) {
    await page.getByRole("button", { name: `Send the next prompt to ${id}` }).click();
    await send(page, kPrompt);
    await settled(page);
    expect(asked.at(-1)).toBe(name);
  }
});
