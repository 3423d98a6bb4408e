import { expect, test } from "@playwright/test";
import { closeDialog, composer, connect, open, send, settled, type } from "./page.ts";
import { chunk, startGateway, startProvider, startSite, type Running } from "./servers.ts";

// Words that occur in no file and no address of the web app.
const kSecret = "zanzibar quokka xylophone";
const kKey = "sk-test-0123456789";

let site: Running;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.stop());

test("no request contains the prompt before Send", async ({ page }) => {
  const gateway = await startGateway();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await open(page, gateway.url);
  await composer(page).pressSequentially(kSecret);
  await type(page, `${kSecret}!`);
  await page.waitForTimeout(500);
  const leaks = (): string[] => sent.filter((text) => /zanzibar|quokka|xylophone/.test(decodeURIComponent(text)));
  expect(sent.length).toBeGreaterThan(3);
  expect(leaks()).toEqual([]);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await settled(page);
  expect(leaks()).toHaveLength(1);
  await gateway.stop();
});

test("a direct prompt and its key reach the provider, not the gateway", async ({ page }) => {
  const gateway = await startGateway();
  const provider = await startProvider((response) => {
    chunk(response, "Straight from the provider.");
    chunk(response, "", "stop");
    response.end("data: [DONE]\n\n");
  });
  const toGateway: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(gateway.url))
      toGateway.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`);
  });
  await open(page, gateway.url);
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill(`${provider.url}v1`);
  await page.getByLabel("API key", { exact: true }).fill(kKey);
  await page.getByText("Model names at the provider").click();
  await page.getByRole("textbox", { name: "gemma-2-9b-it" }).fill("vendor/gemma");
  await closeDialog(page);
  await page.getByRole("button", { name: "Only gemma-2-9b-it may answer" }).click();
  await send(page, kSecret);
  const answer = await settled(page);
  await expect(answer).toContainText("Straight from the provider.");
  expect(provider.received).toHaveLength(1);
  expect(provider.received[0]).toMatchObject({
    path: "/v1/chat/completions",
    authorization: `Bearer ${kKey}`,
    body: { model: "vendor/gemma", messages: [{ role: "user", content: kSecret }] },
  });
  expect(
    toGateway.filter((text) => text.includes("quokka") || text.includes(kKey) || text.includes("completions")),
  ).toEqual([]);
  await Promise.all([gateway.stop(), provider.stop()]);
});

test("a key is lost on reload, or kept for the tab on request, and never written to disk", async ({ page }) => {
  await open(page, site.url);
  const fill = async (keep: boolean): Promise<void> => {
    await connect(page, "Direct, with my key");
    await page.getByLabel("API key", { exact: true }).fill(kKey);
    await page.getByLabel("Keep the key").setChecked(keep);
    await closeDialog(page);
  };
  const kept = (): Promise<string> => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await fill(false);
  await page.reload();
  await connect(page, "Direct, with my key");
  await expect(page.getByLabel("API key", { exact: true })).toHaveValue("");
  await closeDialog(page);
  await fill(true);
  await page.reload();
  await connect(page, "Direct, with my key");
  await expect(page.getByLabel("API key", { exact: true })).toHaveValue(kKey);
  expect(await kept()).not.toContain(kKey);
});

test("a key is sent only over TLS or to this machine", async ({ page }) => {
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill("http://example.org/v1");
  await expect(page.getByText("Must start with https://, or be on this machine.")).toBeVisible();
  await closeDialog(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await send(page, kSecret);
  await expect((await settled(page)).getByRole("alert")).toContainText("must start with https://");
  expect(asked.filter((url) => url.includes("example.org"))).toEqual([]);
});

test.describe("with its service worker", () => {
  test.use({ serviceWorkers: "allow" });

  test("the web app contacts only its own host and does not violate its Content-Security-Policy", async ({ page }) => {
    const gateway = await startGateway();
    const hosts = new Set<string>();
    const complaints: string[] = [];
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await open(page, gateway.url);
    await send(page, "Draw $x^2$ for me");
    await settled(page);
    await page.getByRole("link", { name: "Explorer" }).click();
    await expect(page.locator("#main")).toBeVisible();
    await page.waitForTimeout(1000);
    expect([...hosts].filter((host) => host !== "")).toEqual([new URL(gateway.url).host]);
    expect(complaints).toEqual([]);
    await gateway.stop();
  });
});
