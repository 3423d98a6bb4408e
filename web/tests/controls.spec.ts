import { expect, test, type Page } from "@playwright/test";
import { chosen, composer, dragSlider, kPrompt, open, setAlpha, slider, type } from "./page.ts";
import { decisionOf, startGateway, type Running } from "./servers.ts";

let gateway: Running;
test.beforeAll(async () => {
  gateway = await startGateway();
});
test.afterAll(() => gateway.stop());

test("the slider switches the model exactly at the spectrum's boundaries", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const { spectrum } = await decisionOf(gateway, kPrompt, {});
  expect(spectrum.length).toBeGreaterThan(2);
  for (const [at, segment] of spectrum.entries()) {
    const before = spectrum[at - 1];
    if (before === undefined) continue;
    await setAlpha(page, Math.ceil(segment.from * 1000) / 1000);
    await expect(chosen(page)).toHaveText(segment.model);
    await setAlpha(page, Math.ceil(segment.from * 1000) / 1000 - 0.001);
    await expect(chosen(page)).toHaveText(before.model);
    await expect(page.locator(".slider-next")).toHaveText(
      `Would change to ${segment.model} at ${segment.from.toFixed(3)}`,
    );
  }
});

test("the slider moves by mouse and by keys", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const { spectrum } = await decisionOf(gateway, kPrompt, {});
  await dragSlider(page, 0.99);
  await expect(chosen(page)).toHaveText(spectrum.at(-1)?.model ?? "");
  await dragSlider(page, 0.01);
  await expect(chosen(page)).toHaveText(spectrum[0]?.model ?? "");
  await slider(page).press("End");
  await slider(page).press("ArrowLeft");
  await expect(slider(page)).toHaveValue("0.99");
  await slider(page).press("PageDown");
  await expect(slider(page)).toHaveValue("0.89");
});

test("only a locked model is chosen, and never an excluded one", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const first = (await chosen(page).textContent()) ?? "";
  await page.getByRole("button", { name: `${first} may not answer` }).click();
  const without = await decisionOf(gateway, kPrompt, { deny: [first] });
  await expect(chosen(page)).toHaveText(without.model);
  await page.getByRole("button", { name: "Only codegemma-7b may answer" }).click();
  await expect(chosen(page)).toHaveText("codegemma-7b");
  await expect(page.locator(".choice")).toContainText("Locked to codegemma-7b");
  await page.getByRole("button", { name: "Clear all rules" }).click();
  await expect(chosen(page)).toHaveText(first);
});

const rowOf = (page: Page, model: string) =>
  page.locator(".model").filter({ has: page.locator(`.name[title="${model}"]`) });

test("an excluded model keeps its figures", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const figures = () => page.locator(".model-figure .number").allTextContents();
  const free = await figures();
  await page.getByRole("button", { name: "Only gemma-2-9b-it may answer" }).click();
  await expect(page.locator(".model[data-eligible=false]")).toHaveCount(8);
  await expect.poll(figures).toEqual(free);
  await composer(page).fill("What is the capital of Mongolia?");
  const { models } = await decisionOf(gateway, "What is the capital of Mongolia?", {});
  await expect(rowOf(page, "qwen2.5-7b-instruct").locator(".number").first()).toContainText(
    `${(100 * (models.at(-1)?.expected_accuracy ?? 0)).toFixed(0)} %`,
  );
  await page.getByRole("button", { name: "Send the next prompt to qwen2.5-7b-instruct" }).click();
  await expect(page.locator(".choice-figures")).toContainText(
    `${(100 * (models.at(-1)?.expected_accuracy ?? 0)).toFixed(1)} %`,
  );
});

test("rules show before a prompt is typed, and a lock offers to unlock", async ({ page }) => {
  await open(page, gateway.url);
  await page.getByRole("button", { name: "codegemma-7b may not answer" }).click();
  await expect(rowOf(page, "codegemma-7b")).toHaveAttribute("data-eligible", "false");
  await expect(page.locator(".model[data-eligible=false]")).toHaveCount(1);
  await page.getByRole("button", { name: "Only gemma-2-9b-it may answer" }).click();
  await expect(page.locator(".model[data-eligible=false]")).toHaveCount(8);
  await expect(page.locator(".choice")).toContainText("Locked to gemma-2-9b-it");
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.locator(".model[data-eligible=false]")).toHaveCount(1);
});

test("a manual choice does not change the composer's height", async ({ page }) => {
  for (const width of [1440, 1000, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, gateway.url);
    await composer(page).fill(kPrompt);
    const height = async () => (await page.locator(".composer-row").boundingBox())?.height;
    const before = await height();
    if (width < 860) await page.locator(".strip").click();
    await page.getByRole("button", { name: "Send the next prompt to llama-3.3-nemotron-super-49b-v1" }).click();
    await expect(page.locator(".composer-row .badge")).toContainText("llama-3.3-nemotron-super-49b-v1");
    expect(await height()).toBe(before);
  }
});

test("a price cap excludes models above it, and shows a message if none is left", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await setAlpha(page, 1);
  await page.getByLabel("Price cap").fill("0.1");
  const capped = await decisionOf(gateway, kPrompt, { alpha: 1, max_cost_usd: 0.0001 });
  await expect(chosen(page)).toHaveText(capped.model);
  await page.getByLabel("Price cap").fill("0.0001");
  await expect(page.locator(".choice")).toContainText("No model");
});

test("a budget and a quality set alpha", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  await page.getByText("Budget", { exact: true }).click();
  await page.getByLabel("for 1,000 prompts").fill("0.05");
  const cheap = await decisionOf(gateway, kPrompt, { budget: { cost_per_1000: 0.05 } });
  await expect(page.locator(".slider-ends output")).toContainText(cheap.alpha.toFixed(3).replace(/0$/, ""));
  await expect(chosen(page)).toHaveText(cheap.model);
  await page.getByText("Quality", { exact: true }).click();
  await page.getByLabel("of the best model's accuracy").fill("90");
  const good = await decisionOf(gateway, kPrompt, { budget: { best_share: 0.9 } });
  await expect(chosen(page)).toHaveText(good.model);
});

test("an emptied budget field is marked invalid, and shows the budget again on blur", async ({ page }) => {
  await open(page, gateway.url);
  await page.getByText("Budget", { exact: true }).click();
  const field = page.getByLabel("for 1,000 prompts");
  await field.fill("0.05");
  await field.fill("");
  expect(await field.evaluate((input) => input.matches(":invalid"))).toBe(true);
  await field.press("Tab");
  await expect(field).toHaveValue("0.05");
});
