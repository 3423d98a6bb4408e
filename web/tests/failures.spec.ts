import { expect, test } from "@playwright/test";
import { closeDialog, composer, connect, kPrompt, open, send, settled } from "./page.ts";
import { chunk, startGateway, startProvider, startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("an unreachable gateway is reported, and the prompt can be sent again", async ({ page }) => {
  const gateway = await startGateway();
  await open(page, gateway.url);
  await gateway.stop();
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "The gateway can't be reached. Check that it is running and that the address is correct.",
  );
  await expect(page.locator(".prompt-text")).toHaveText(kPrompt);
  const again = await startGateway({ port: Number(new URL(gateway.url).port) });
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await again.stop();
});

test("while a slow provider is awaited, the user can type, and stop the answer", async ({ page }) => {
  const provider = await startProvider((response) => void response.flushHeaders());
  await open(page, site.url);
  await direct(page, provider);
  await send(page, kPrompt);
  await expect(page.locator(".thinking")).toBeVisible();
  await composer(page).fill("the next thought");
  await page.getByRole("button", { name: "Stop the answer" }).click();
  await expect(await settled(page)).toContainText("Stopped");
  await expect(composer(page)).toHaveValue("the next thought");
  await provider.stop();
});

const kBreaks: readonly {
  readonly name: string;
  readonly end: (response: import("node:http").ServerResponse) => void;
  readonly says: RegExp;
}[] = [
  {
    name: "reports an error in the middle",
    end: (response) => response.end('data: {"error":{"message":"The upstream is on fire."}}\n\n'),
    says: /The upstream is on fire\. The answer is incomplete\./,
  },
  { name: "ends in the middle", end: (response) => response.end(), says: /ended early/ },
  {
    name: "loses its connection in the middle",
    end: (response) => response.destroy(),
    says: /connection to the provider was lost/,
  },
];
for (const { name, end, says } of kBreaks) {
  test(`an answer that ${name} is never shown as complete`, async ({ page }) => {
    const provider = await startProvider((response) => {
      chunk(response, "Half an ");
      setTimeout(() => end(response), 100);
    });
    await open(page, site.url);
    await direct(page, provider);
    await send(page, kPrompt);
    const answer = await settled(page);
    await expect(answer).toContainText("Half an");
    await expect(answer.getByRole("alert")).toContainText(says);
    await provider.stop();
  });
}

test("an invalid event is skipped, and the answer goes on", async ({ page }) => {
  const provider = await startProvider((response) => {
    chunk(response, "before ");
    response.write("data: {not json\n\n");
    chunk(response, "after", "stop");
    response.end("data: [DONE]\n\n");
  });
  await open(page, site.url);
  await direct(page, provider);
  await send(page, kPrompt);
  const answer = await settled(page);
  await expect(answer).toContainText("before after");
  await expect(answer.getByRole("alert")).toHaveCount(0);
  await provider.stop();
});

test("a provider's error message is shown verbatim", async ({ page }) => {
  const provider = await startProvider((response) => {
    response.setHeader("content-type", "application/json");
    response.statusCode = 429;
    response.end('{"error":{"message":"You have no credit left."}}');
  });
  await open(page, site.url);
  await direct(page, provider);
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText("You have no credit left.");
  await provider.stop();
});

test("without a router the web app shows the error, keeps the draft, and lets the gateway decide", async ({ page }) => {
  const gateway = await startGateway();
  await page.route("**/v1/router?*", (route) => route.fulfill({ status: 404 }));
  await page.goto(gateway.url);
  await composer(page).fill(kPrompt);
  await expect(page.locator(".preview").getByRole("alert")).toContainText("The server returned 404 for the artifact");
  await expect(composer(page)).toHaveValue(kPrompt);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(await settled(page)).toContainText("This is a demo answer");
  await gateway.stop();
});

test("a corrupt artifact is rejected with a message, and another router can be chosen", async ({ page }) => {
  const gateway = await startGateway();
  await page.route("**/v1/router?*", (route) => route.fulfill({ status: 200, body: Buffer.alloc(5000, 7) }));
  await page.goto(gateway.url);
  await composer(page).fill(kPrompt);
  await expect(page.locator(".preview").getByRole("alert")).toContainText("safetensors");
  await page.getByLabel("Router", { exact: true }).selectOption("llmrouter-9");
  await expect(page.getByTestId("chosen")).toBeVisible();
  await expect(page.locator(".preview").getByRole("alert")).toHaveCount(0);
  await gateway.stop();
});

test("the explorer shows why it has no router, and accepts another one", async ({ page }) => {
  const gateway = await startGateway();
  await page.route("**/v1/router?*", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${gateway.url}#/explorer`);
  await expect(page.locator("#main").getByRole("alert")).toContainText("The server returned 404 for the artifact");
  await page.getByLabel("Router", { exact: true }).selectOption("mmlu-pro-10");
  await expect(page.getByTestId("sentence")).toContainText("gemini-1.5-pro-002");
  await expect(page.locator("#main").getByRole("alert")).toHaveCount(0);
  await gateway.stop();
});

test("a gateway with keys works after the key is entered", async ({ page }) => {
  const gateway = await startGateway({
    config:
      '[server]\n[[keys]]\nname = "page"\nsha256 = "' +
      (await sha256("open-sesame")) +
      '"\nscopes = ["route", "chat"]\n',
  });
  await page.goto(gateway.url);
  await expect(page.locator(".model")).not.toHaveCount(0); // the sample, until the key is entered
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toContainText("The gateway requires a valid API key");
  await connect(page, "Gateway");
  await page.getByLabel("API key, if the gateway requires one").fill("open-sesame");
  await page.keyboard.press("Tab");
  await closeDialog(page);
  await expect(page.getByLabel("Router", { exact: true })).toHaveValue("gateway");
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await gateway.stop();
});

async function direct(page: import("@playwright/test").Page, provider: Running): Promise<void> {
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill(`${provider.url}v1`);
  await closeDialog(page);
}

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("hex");
}

test("a router whose models the gateway does not serve is reported before and after Send, and one click goes back", async ({
  page,
}) => {
  const gateway = await startGateway();
  await page.goto(`${gateway.url}#/explorer`);
  await page.getByLabel("Router", { exact: true }).selectOption("mmlu-pro-10");
  await expect(page.getByText("The chat uses this router, too.")).toBeVisible();
  await page.getByRole("link", { name: "Chat" }).click();
  const kNone =
    "The gateway serves none of this router's models. Use the gateway's router, or send via another connection.";
  await expect(page.locator(".choice")).toContainText(kNone);
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(kNone);
  await page.getByRole("button", { name: "Use the gateway's router" }).click();
  await expect(page.getByLabel("Router", { exact: true })).toHaveValue("gateway");
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await gateway.stop();
});

test("an error about an unknown model says where to enter its name", async ({ page }) => {
  const provider = await startProvider((response) => {
    response.setHeader("content-type", "application/json");
    response.statusCode = 404;
    response.end('{"error":{"message":"There is no such model"}}');
  });
  await open(page, site.url);
  await direct(page, provider);
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "There is no such model. Check “Model names at the provider” under “Send via”.",
  );
  await provider.stop();
});

test("a prompt without an eligible model is kept, with the reason", async ({ page }) => {
  await open(page, site.url);
  await page.getByLabel("Price cap").fill("0.0001");
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "No allowed model is expected to answer this prompt within the price cap. Raise the cap, or allow more models.",
  );
  await expect(page.locator(".prompt-text")).toHaveText(kPrompt);
  await page.getByRole("button", { name: "Clear all rules" }).click();
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator(".answer")).toContainText("no model was called");
});

test("a message is shown if every model is excluded", async ({ page }) => {
  await open(page, site.url);
  for (const button of await page.getByRole("button", { name: "may not answer" }).all()) await button.click();
  await composer(page).fill(kPrompt);
  await expect(page.locator(".choice")).toContainText("Every model is excluded. Allow one, or clear all rules.");
});

test("the wait for a router that never loads can be stopped", async ({ page }) => {
  const never = await startSite({ "llmrouter-9-.*safetensors$": () => undefined });
  await page.goto(never.url);
  await send(page, kPrompt);
  await expect(page.locator(".thinking")).toBeVisible();
  await page.getByRole("button", { name: "Stop the answer" }).click();
  await expect(await settled(page)).toContainText("Stopped");
  await never.stop();
});

test("a server that does not respond to the manifest request does not block the web app", async ({ page }) => {
  const silent = await startSite({ "/v1/router/manifest$": () => undefined });
  await open(page, silent.url);
  await silent.stop();
});

test("a prompt that is sent while the router loads waits for it", async ({ page }) => {
  const slow = await startSite({
    "llmrouter-9-.*safetensors$": (_, response) => void setTimeout(() => response.writeHead(404).end(), 1500),
  });
  await page.goto(slow.url);
  await send(page, kPrompt);
  await expect(page.locator(".thinking")).toBeVisible();
  await expect((await settled(page)).getByRole("alert")).toContainText("No router that can decide for text is loaded");
  await slow.stop();
});
