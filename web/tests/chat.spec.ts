import { expect, test } from "@playwright/test";
import { chosen, composer, connect, closeDialog, kPrompt, open, send, settled, type } from "./page.ts";
import { chunk, startGateway, startProvider, startSite, type Running } from "./servers.ts";

let gateway: Running;
let site: Running;
test.beforeAll(async () => {
  [gateway, site] = await Promise.all([startGateway(), startSite()]);
});
test.afterAll(() => Promise.all([gateway.stop(), site.stop()]));

const kRich = [
  "# A title\n\nSome **bold**, *slanted* and `inline` text, and a [link](https://example.org).\n\n",
  "- one\n- two\n\n| a | b |\n| - | -: |\n| 1&nbsp;&times;&#50; &lt;b&gt; | 2<br>3 |\n\n",
  "```python\ndef f(x):\n    return x  # <b>not bold</b>\n```\n\n",
  "A formula $e^{i\\pi} = -1$, and for $5 or $6 none.\n\n$$\\sum_{k=1}^n k = \\frac{n(n+1)}{2}$$\n\n",
  "<img src=x onerror=alert(1)><script>alert(2)</script> ![p](https://example.org/p.png) [bad](javascript:alert(3))",
];

test("an answer streams in through the gateway, with a receipt", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const model = (await chosen(page).textContent()) ?? "";
  const lengths: number[] = [];
  await page.exposeFunction("seen", (length: number) => void lengths.push(length));
  await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: (length: number) => void };
    new MutationObserver(() =>
      seen(document.querySelector(".answer .markdown, .answer .plain")?.textContent?.length ?? 0),
    ).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await send(page, kPrompt);
  const answer = await settled(page);
  await expect(answer).toContainText("This is a demo answer");
  await expect(answer.locator("h3")).toHaveText(model);
  expect(new Set(lengths).size).toBeGreaterThan(5); // it grew in steps
  await answer.locator("summary").click();
  await expect(answer.locator(".receipt")).toContainText(`${model} scored`);
  await expect(answer.locator(".receipt tbody")).toContainText("Cost of 1,000");
  await expect(answer.locator(".receipt")).toContainText("The best single model, llama-3.1-nemotron-51b-instruct");
  await expect(page.locator(".savings")).toContainText("saved");
  await expect(composer(page)).toHaveValue("");
});

test("the demo answers on a static site, without a gateway", async ({ page }) => {
  await open(page, site.url);
  await send(page, kPrompt);
  const answer = await settled(page);
  await expect(answer).toContainText("no model was called");
  await expect(answer.locator("pre .hljs-keyword").first()).toBeVisible();
  await expect(answer.locator("math")).toHaveCount(1);
});

test("Markdown, code and formulas are rendered, and nothing in an answer is run or fetched", async ({ page }) => {
  const provider = await startProvider((response) => {
    for (const text of kRich) chunk(response, text);
    chunk(response, "", "stop");
    response.end("data: [DONE]\n\n");
  });
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill(`${provider.url}v1`);
  await closeDialog(page);
  const alerts: string[] = [];
  page.on("dialog", (dialog) => (alerts.push(dialog.message()), void dialog.dismiss()));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await send(page, kPrompt);
  const answer = await settled(page);
  await expect(answer.locator(".markdown h3")).toHaveText("A title");
  await expect(answer.locator("strong")).toHaveText("bold");
  await expect(answer.locator("li")).toHaveText(["one", "two"]);
  await expect(answer.locator(".markdown td")).toHaveText(["1\u00a0×2 <b>", "23"]);
  await expect(answer.locator(".markdown td br")).toHaveCount(1);
  await expect(answer.locator("pre .hljs-keyword").first()).toHaveText("def");
  await expect(answer.locator("pre")).toContainText("<b>not bold</b>");
  await expect(answer.locator("math")).toHaveCount(2);
  await expect(answer).toContainText("for $5 or $6 none");
  await expect(answer).toContainText("<script>alert(2)</script>");
  await expect(answer.locator("img, script")).toHaveCount(0);
  await expect(answer.locator("a")).toHaveCount(2); // the link and the image, not the javascript: address
  expect(alerts).toEqual([]);
  expect(asked.filter((url) => url.includes("example.org"))).toEqual([]);
  await provider.stop();
});

test("an answer is stopped and regenerated, and its prompt edited", async ({ page }) => {
  await open(page, gateway.url);
  await send(page, `${kPrompt} first`);
  await page.getByRole("button", { name: "Stop the answer" }).click();
  let answer = await settled(page);
  await expect(answer).toContainText(/Stopped(: the answer is incomplete| before the first word)\./);
  await page.getByRole("button", { name: "Regenerate" }).click();
  answer = await settled(page);
  await expect(answer).toContainText("This is a demo answer");
  await expect(page.locator(".answer")).toHaveCount(1);
  await page.getByRole("button", { name: "Edit the prompt" }).click();
  await expect(composer(page)).toHaveValue(`${kPrompt} first`);
  await send(page, `${kPrompt} second`);
  await settled(page);
  await expect(page.locator(".prompt-text")).toHaveText([`${kPrompt} second`]);
  await expect(page.locator(".answer")).toHaveCount(1);
});

test("the receipt of a manual choice against a lock has the expected figures", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await page.getByRole("button", { name: "Only gemma-2-9b-it may answer" }).click();
  await page.getByRole("button", { name: "Send the next prompt to codegemma-7b" }).click();
  await send(page, kPrompt);
  await expect((await settled(page)).locator("summary")).toContainText(/expected \d+ %/);
});

test("editing a prompt keeps the draft, which Escape and Cancel restore", async ({ page }) => {
  await open(page, site.url);
  await send(page, kPrompt);
  await settled(page);
  await expect(composer(page)).toBeFocused();
  await composer(page).fill("half a thought");
  for (const leave of [
    () => composer(page).press("Escape"),
    () => page.getByRole("button", { name: "Cancel" }).click(),
  ]) {
    await page.getByRole("button", { name: "Edit the prompt" }).click();
    await expect(composer(page)).toHaveValue(kPrompt);
    await expect(page.locator('.prompt[data-editing="true"]')).toHaveCount(1);
    await leave();
    await expect(composer(page)).toHaveValue("half a thought");
    await expect(composer(page)).toBeFocused();
  }
});

test("regenerating replaces only the last answer, and only with another answer", async ({ page }) => {
  let calls = 0;
  const provider = await startProvider((response) => {
    if (++calls > 2) return void response.destroy();
    chunk(response, `Answer ${calls}`, "stop");
    response.end("data: [DONE]\n\n");
  });
  await open(page, site.url);
  await connect(page, "Direct, with my key");
  await page.getByLabel("API base URL").fill(`${provider.url}v1`);
  await closeDialog(page);
  for (const text of ["One", "Two"]) {
    await send(page, text);
    await settled(page);
  }
  await expect(page.getByRole("button", { name: "Regenerate" })).toHaveCount(1);
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator(".answer").last().getByRole("alert")).toContainText("This is the previous answer");
  await expect(page.locator(".answer").last()).toContainText("Answer 2");
  await expect(page.locator(".answer")).toHaveCount(2);
  await provider.stop();
});

test("a manual choice holds for one prompt", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await page.getByRole("button", { name: "Send the next prompt to codegemma-7b" }).click();
  await expect(chosen(page)).toHaveText("codegemma-7b");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const answer = await settled(page);
  await expect(answer.locator("h3")).toHaveText("codegemma-7b");
  await expect(answer).toContainText("manual choice");
  await type(page, kPrompt);
  await expect(chosen(page)).not.toHaveText("codegemma-7b");
});

test("a closed dialog takes no more keystrokes", async ({ page }) => {
  await open(page, gateway.url);
  await connect(page, "Demo, no model");
  const isOpen = await page.locator("dialog[open]").evaluate((dialog: HTMLDialogElement) => {
    dialog.querySelector<HTMLElement>("[aria-label=Close]")?.click();
    return dialog.open;
  });
  expect(isOpen).toBe(false);
});

test("answers, prompts and code are copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, site.url);
  await send(page, kPrompt);
  await settled(page);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy the prompt" }).click();
  await expect.poll(clipboard).toBe(kPrompt);
  await page.getByRole("button", { name: "Copy the answer" }).click();
  await expect.poll(clipboard).toContain("This is a **demo answer**");
  await page.locator(".code-copy").click();
  await expect.poll(clipboard).toMatch(/^import \{ Alpharoute \}/);
});

test("a follow-up is routed with the turns before it, as in the gateway", async ({ page }) => {
  await open(page, gateway.url);
  await send(page, kPrompt);
  await settled(page);
  await type(page, "Now in Haskell.");
  const response = await fetch(`${gateway.url}v1/route`, {
    method: "POST",
    body: JSON.stringify({
      messages: [
        { role: "user", content: kPrompt },
        { role: "assistant", content: "…" },
        { role: "user", content: "Now in Haskell." },
      ],
    }),
  });
  const decision = (await response.json()) as { model: string; clusters: { label: string }[] };
  await expect(chosen(page)).toHaveText(decision.model);
  await expect(page.locator(".cluster-label")).toHaveText(decision.clusters.map(({ label }) => label));
});
