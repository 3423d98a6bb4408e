import type { Decision } from "alpharoute/worker";
import { expect, test } from "@playwright/test";
import { chosen, composer, dial, dragDial, kPrompt, open, setDial, type } from "./page.js";
import { startGateway, type Running } from "./servers.js";

let gateway: Running;
test.beforeAll(async () => {
  gateway = await startGateway();
});
test.afterAll(() => gateway.stop());

async function decisionOf(text: string, options: object): Promise<Decision> {
  const response = await fetch(`${gateway.url}v1/route`, {
    method: "POST",
    body: JSON.stringify({ text, ...options }),
  });
  return (await response.json()) as Decision;
}

test("the preview changes while one types", async ({ page }) => {
  await open(page, gateway.url);
  await expect(page.locator(".choice")).toContainText("Type a prompt");
  await composer(page).pressSequentially(kPrompt);
  const decision = await decisionOf(kPrompt, {});
  await expect(chosen(page)).toHaveText(decision.model);
  await expect(page.locator(".cluster-label").first()).toHaveText(decision.clusters[0]?.label ?? "");
  await composer(page).fill("What is the capital of Mongolia?");
  const other = await decisionOf("What is the capital of Mongolia?", {});
  await expect(page.locator(".cluster-label").first()).toHaveText(other.clusters[0]?.label ?? "");
  await composer(page).fill("");
  await expect(page.locator(".choice")).toContainText("Type a prompt");
});

test("moving the dial switches the model exactly at the spectrum's boundaries", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const { spectrum } = await decisionOf(kPrompt, {});
  expect(spectrum.length).toBeGreaterThan(2);
  for (const [at, segment] of spectrum.entries()) {
    const before = spectrum[at - 1];
    if (before === undefined) continue;
    await setDial(page, Math.ceil(segment.from * 1000) / 1000);
    await expect(chosen(page)).toHaveText(segment.model);
    await setDial(page, Math.ceil(segment.from * 1000) / 1000 - 0.001);
    await expect(chosen(page)).toHaveText(before.model);
    await expect(page.locator(".dial-next")).toHaveText(
      `Would change to ${segment.model} at ${segment.from.toFixed(3)}`,
    );
  }
});

test("the handle is dragged by mouse and moved by keys", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const { spectrum } = await decisionOf(kPrompt, {});
  await dragDial(page, 0.99);
  await expect(chosen(page)).toHaveText(spectrum.at(-1)?.model ?? "");
  await dragDial(page, 0.01);
  await expect(chosen(page)).toHaveText(spectrum[0]?.model ?? "");
  await dial(page).press("End");
  await dial(page).press("ArrowLeft");
  await expect(dial(page)).toHaveValue("0.99");
  await dial(page).press("PageDown");
  await expect(dial(page)).toHaveValue("0.89");
});

test("a locked model answers alone, and an excluded one never", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const first = (await chosen(page).textContent()) ?? "";
  await page.getByRole("button", { name: `${first} may not answer` }).click();
  const without = await decisionOf(kPrompt, { deny: [first] });
  await expect(chosen(page)).toHaveText(without.model);
  await page.getByRole("button", { name: "Only codegemma-7b may answer" }).click();
  await expect(chosen(page)).toHaveText("codegemma-7b");
  await expect(page.locator(".choice")).toContainText("No other model is eligible.");
  await page.getByRole("button", { name: "Clear all rules" }).click();
  await expect(chosen(page)).toHaveText(first);
});

test("a price cap leaves the dear models out, and one that nobody meets says so", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await setDial(page, 1);
  await page.getByLabel("Price cap").fill("0.1");
  const capped = await decisionOf(kPrompt, { alpha: 1, max_cost_usd: 0.0001 });
  await expect(chosen(page)).toHaveText(capped.model);
  await page.getByLabel("Price cap").fill("0.0001");
  await expect(page.locator(".choice")).toContainText("No model");
});

test("a budget and a quality set the dial", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await page.getByText("Budget", { exact: true }).click();
  await page.getByLabel("for 1,000 prompts").fill("0.05");
  const cheap = await decisionOf(kPrompt, { budget: { cost_per_1000: 0.05 } });
  await expect(page.locator(".dial-ends output")).toContainText(cheap.alpha.toFixed(3).replace(/0$/, ""));
  await expect(chosen(page)).toHaveText(cheap.model);
  await page.getByText("Quality", { exact: true }).click();
  await page.getByLabel("of the best model's accuracy").fill("90");
  const good = await decisionOf(kPrompt, { budget: { best_share: 0.9 } });
  await expect(chosen(page)).toHaveText(good.model);
});

test("a prompt unlike anything fitted is marked", async ({ page }) => {
  await open(page, gateway.url);
  const strange = "zxcv qwrt plmk ⌘⌘ ☃ dfgh";
  expect((await decisionOf(strange, {})).is_novel).toBe(true);
  await type(page, strange);
  await expect(page.locator(".choice .badge.warn")).toContainText("Unlike anything");
  await type(page, kPrompt);
  await expect(page.locator(".choice .badge.warn")).toHaveCount(0);
});

test("one keystroke costs one decision at most", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, "a");
  await page.evaluate(() => performance.clearMeasures());
  await composer(page).pressSequentially(kPrompt, { delay: 30 }); // as fast as anyone types
  await expect(page.locator(".cluster-label").first()).toBeVisible();
  const times = await page.evaluate(() => performance.getEntriesByName("preview").map(({ duration }) => duration));
  expect(times.length).toBeGreaterThan(0);
  expect(times.length).toBeLessThanOrEqual(kPrompt.length);
  times.sort((a, b) => a - b);
  console.log(
    `    input to preview: ${times.length} decisions for ${kPrompt.length} keys, p50 ${times[times.length >> 1]?.toFixed(2)} ms, p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(2)} ms`,
  );
});

test("typing moves nothing below what it changes", async ({ page }) => {
  await open(page, gateway.url);
  const top = (): Promise<number> => page.locator(".models").evaluate((list) => list.getBoundingClientRect().top);
  const before = await top();
  for (const text of [
    kPrompt,
    "What is the capital of Mongolia?",
    "zxcv qwrt plmk ⌘⌘ ☃ dfgh",
    "2+2",
    "Prove Fermat's last theorem.",
  ]) {
    const { model } = await decisionOf(text, {});
    await type(page, text);
    await expect(chosen(page)).toHaveText(model);
    expect(await top(), text).toBe(before);
  }
});

test("a gateway that serves three of the models decides among those, and so does the page", async ({ page }) => {
  const three = ["gemma-2-9b-it", "llama-3.1-nemotron-51b-instruct", "qwen2.5-7b-instruct"];
  const config = `[[providers]]\nname = "demo"\nkind = "demo"\n${three.map((id) => `[[models]]\nid = "${id}"\n`).join("")}`;
  const small = await startGateway({ config });
  await open(page, small.url);
  await expect(page.locator(".model")).toHaveCount(3);
  for (const [text, alpha] of [
    [kPrompt, 0.2],
    ["What is the capital of Mongolia?", 0.7],
    ["Prove Fermat's last theorem.", 0.95],
  ] as const) {
    await setDial(page, alpha);
    await type(page, text);
    const response = await fetch(`${small.url}v1/route`, { method: "POST", body: JSON.stringify({ text, alpha }) });
    const { model, margin, runner_up } = (await response.json()) as Decision;
    await expect(chosen(page)).toHaveText(model);
    await expect(page.locator(".choice")).toContainText(`${margin?.toFixed(3)} ahead of ${runner_up}`);
  }
  await small.stop();
});
