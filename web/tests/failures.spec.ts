import { expect, test } from "@playwright/test";
import { closeDialog, composer, connect, kPrompt, open, send, settled } from "./page.ts";
import { chunk, startGateway, startProvider, startSite, type Running } from "./servers.ts";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("a gateway that is gone is said so, and the prompt can be sent again", async ({ page }) => {
  const gateway = await startGateway();
  await open(page, gateway.url);
  await gateway.stop();
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "The gateway can't be reached. See whether it runs and the address is right.",
  );
  await expect(page.locator(".prompt-text")).toHaveText(kPrompt);
  const again = await startGateway({ port: Number(new URL(gateway.url).port) });
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await again.stop();
});

test("a slow provider is waited for, one can type on meanwhile, and stop it", async ({ page }) => {
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
    name: "tells of an error in the middle",
    end: (response) => response.end('data: {"error":{"message":"The upstream is on fire."}}\n\n'),
    says: /The upstream is on fire\. What is above is not the whole answer\./,
  },
  { name: "ends in the middle", end: (response) => response.end(), says: /broke off before its end/ },
  { name: "is cut in the middle", end: (response) => response.destroy(), says: /connection to the provider broke/ },
];
for (const { name, end, says } of kBreaks) {
  test(`an answer that ${name} is never shown as whole`, async ({ page }) => {
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

test("an event that can't be read costs its text, not the answer", async ({ page }) => {
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

test("a provider's refusal is passed on in its words", async ({ page }) => {
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

test("without its router the page says what is wrong, keeps what is typed, and chats by the gateway's decision", async ({
  page,
}) => {
  const gateway = await startGateway();
  await page.route("**/v1/router?*", (route) => route.fulfill({ status: 404 }));
  await page.goto(gateway.url);
  await composer(page).fill(kPrompt);
  await expect(page.locator(".preview").getByRole("alert")).toContainText("The server answers 404 for the artifact");
  await expect(composer(page)).toHaveValue(kPrompt);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(await settled(page)).toContainText("This is a demo answer");
  await gateway.stop();
});

test("a corrupt router is refused in one sentence, and another can be chosen", async ({ page }) => {
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

test("the explorer, too, says why it has no router, and takes another", async ({ page }) => {
  const gateway = await startGateway();
  await page.route("**/v1/router?*", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${gateway.url}#/explorer`);
  await expect(page.locator("#main").getByRole("alert")).toContainText("The server answers 404 for the artifact");
  await page.getByLabel("Router", { exact: true }).selectOption("mmlu-pro-10");
  await expect(page.getByTestId("sentence")).toContainText("gemini-1.5-pro-002");
  await expect(page.locator("#main").getByRole("alert")).toHaveCount(0);
  await gateway.stop();
});

test("a gateway with keys asks for one, and works with it", async ({ page }) => {
  const gateway = await startGateway({
    config:
      '[server]\n[[keys]]\nname = "page"\nsha256 = "' +
      (await sha256("open-sesame")) +
      '"\nscopes = ["route", "chat"]\n',
  });
  await page.goto(gateway.url);
  await expect(page.locator(".model")).not.toHaveCount(0); // the sample, until the gateway may be read
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toContainText("The gateway wants a key");
  await connect(page, "Gateway");
  await page.getByLabel("Key, if the gateway wants one").fill("open-sesame");
  await page.keyboard.press("Tab");
  await closeDialog(page);
  await expect(page.getByLabel("Router", { exact: true })).toHaveValue("gateway");
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await gateway.stop();
});

async function direct(page: import("@playwright/test").Page, provider: Running): Promise<void> {
  await connect(page, "Direct, with my key");
  await page.getByLabel("Address of the API").fill(`${provider.url}v1`);
  await closeDialog(page);
}

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("hex");
}

test("a router whose models the gateway does not serve is told so before and after Send, and one click goes back", async ({
  page,
}) => {
  const gateway = await startGateway();
  await page.goto(`${gateway.url}#/explorer`);
  await page.getByLabel("Router", { exact: true }).selectOption("mmlu-pro-10");
  await expect(page.getByText("The chat decides with this router, too.")).toBeVisible();
  await page.getByRole("link", { name: "Chat" }).click();
  const kNone =
    "The gateway serves none of this router's models. Send directly, to the demo, or go back to the gateway's router.";
  await expect(page.locator(".choice")).toContainText(kNone);
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(kNone);
  await page.getByRole("button", { name: "Take the gateway's router" }).click();
  await expect(page.getByLabel("Router", { exact: true })).toHaveValue("gateway");
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.locator(".answer")).toContainText("This is a demo answer");
  await gateway.stop();
});

test("a model that the provider does not know is told where to name it", async ({ page }) => {
  const provider = await startProvider((response) => {
    response.setHeader("content-type", "application/json");
    response.statusCode = 404;
    response.end('{"error":{"message":"There is no such model"}}');
  });
  await open(page, site.url);
  await direct(page, provider);
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "There is no such model. See “What the provider calls the models” under “Send through”.",
  );
  await provider.stop();
});

test("a prompt that no model may answer is kept, with the reason", async ({ page }) => {
  await open(page, site.url);
  await page.getByLabel("Price cap").fill("0.0001");
  await send(page, kPrompt);
  await expect((await settled(page)).getByRole("alert")).toHaveText(
    "No model is expected to answer this prompt within the price cap. Raise the cap, or let more models answer.",
  );
  await expect(page.locator(".prompt-text")).toHaveText(kPrompt);
  await page.getByRole("button", { name: "Clear all rules" }).click();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.locator(".answer")).toContainText("no model was called");
});

test("a prompt that every model is excluded from says so", async ({ page }) => {
  await open(page, site.url);
  for (const button of await page.getByRole("button", { name: "may not answer" }).all()) await button.click();
  await composer(page).fill(kPrompt);
  await expect(page.locator(".choice")).toContainText("Every model is excluded. Let one answer, or clear all rules.");
});

test("the wait for a router that does not come can be stopped", async ({ page }) => {
  const never = await startSite({ "llmrouter-9-.*safetensors$": () => undefined });
  await page.goto(never.url);
  await send(page, kPrompt);
  await expect(page.locator(".thinking")).toBeVisible();
  await page.getByRole("button", { name: "Stop the answer" }).click();
  await expect(await settled(page)).toContainText("Stopped");
  await never.stop();
});

test("a gateway that does not answer the page's first question is not waited for", async ({ page }) => {
  const silent = await startSite({ "/v1/router/manifest$": () => undefined });
  await open(page, silent.url);
  await silent.stop();
});

test("a prompt that is sent before the router is there waits for it", async ({ page }) => {
  const slow = await startSite({
    "llmrouter-9-.*safetensors$": (_, response) => void setTimeout(() => response.writeHead(404).end(), 1500),
  });
  await page.goto(slow.url);
  await send(page, kPrompt);
  await expect(page.locator(".thinking")).toBeVisible();
  await expect((await settled(page)).getByRole("alert")).toContainText(
    "The page has no router that can decide for text",
  );
  await slow.stop();
});
