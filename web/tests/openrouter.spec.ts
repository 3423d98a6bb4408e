// Sends directly to a stand-in for OpenRouter, which has its own names for models.

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

/** Intercepts calls to OpenRouter; returns the models that were called, by their names there. */
async function standIn(page: Page): Promise<readonly string[]> {
  const called: string[] = [];
  await page.route("https://openrouter.ai/**", (route) => {
    called.push((route.request().postDataJSON() as { readonly model: string }).model);
    const body = 'data: {"choices":[{"delta":{"content":"Here."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
    return route.fulfill({
      body,
      headers: { "content-type": "text/event-stream", "access-control-allow-origin": "*" },
    });
  });
  return called;
}

/** OpenRouter's names of the sample router's models by id, from the example configuration. */
function configuredNames(): ReadonlyMap<string, string> {
  const config = readFileSync(join(kRoot, "examples/demo-openrouter.toml"), "utf8");
  return new Map([...config.matchAll(/^id = "(.+)"\nname = "(.+)"$/gm)].map(([, id = "", name = ""]) => [id, name]));
}

test("models are called by their names at OpenRouter, and only models with a known name are offered", async ({
  page,
}) => {
  const called = await standIn(page);
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
    expect(called.at(-1)).toBe(name);
    await lock.click();
  }
});

test("the user's name for a model takes precedence, and makes a model without a known name available", async ({
  page,
}) => {
  const called = await standIn(page);
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByText("Model names at the provider").click();
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
    expect(called.at(-1)).toBe(name);
  }
});
