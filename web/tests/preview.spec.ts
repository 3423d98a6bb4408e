import type { Decision } from "alpharoute/worker";
import { expect, test, type Page } from "@playwright/test";
import {
  chosen,
  closeDialog,
  connect,
  composer,
  dial,
  dragDial,
  kPrompt,
  open,
  send,
  setDial,
  settled,
  type,
} from "./page.ts";
import { startGateway, type Running } from "./servers.ts";

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

test("a decision that comes when the composer is empty again is not shown", async ({ page }) => {
  await open(page, gateway.url);
  await composer(page).evaluate((field: HTMLTextAreaElement) => {
    for (const text of ["typed fast", ""]) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await page.waitForFunction(() => performance.getEntriesByName("preview").length > 0); // it has come
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
  await expect(page.locator(".choice")).toContainText("Locked to codegemma-7b");
  await page.getByRole("button", { name: "Clear all rules" }).click();
  await expect(chosen(page)).toHaveText(first);
});

const rowOf = (page: Page, model: string) =>
  page.locator(".model").filter({ has: page.locator(`.name[title="${model}"]`) });

test("a model that may not answer keeps its figures", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const figures = () => page.locator(".model-figure .number").allTextContents();
  const free = await figures();
  await page.getByRole("button", { name: "Only gemma-2-9b-it may answer" }).click();
  await expect(page.locator(".model[data-eligible=false]")).toHaveCount(8);
  await expect.poll(figures).toEqual(free);
  await composer(page).fill("What is the capital of Mongolia?");
  const { models } = await decisionOf("What is the capital of Mongolia?", {});
  await expect(rowOf(page, "qwen2.5-7b-instruct").locator(".number").first()).toContainText(
    `${(100 * (models.at(-1)?.expected_accuracy ?? 0)).toFixed(0)} %`,
  );
  await page.getByRole("button", { name: "Send the next prompt to qwen2.5-7b-instruct" }).click();
  await expect(page.locator(".choice-figures")).toContainText(
    `${(100 * (models.at(-1)?.expected_accuracy ?? 0)).toFixed(1)} %`,
  );
});

test("rules are seen before one types, and a lock says how to open it", async ({ page }) => {
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

test("after Send the panel keeps the last prompt's decision until one types again", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const model = (await chosen(page).textContent()) ?? "";
  await expect(page.locator(".choice-of")).toHaveText("This prompt");
  await send(page, kPrompt);
  await settled(page);
  await expect(page.locator(".choice-of")).toHaveText("Last prompt");
  await expect(chosen(page)).toHaveText(model);
  await setDial(page, 0);
  await expect(page.locator(".choice-of")).toHaveText(`Last prompt, sent to ${model}`);
  await composer(page).fill("And in Haskell?");
  await expect(page.locator(".choice-of")).toHaveText("This prompt");
  await page.getByRole("button", { name: "New conversation" }).click();
  await expect(page.locator(".choice")).toContainText("Type a prompt");
});

test("where the choice would change is told whole in a narrow panel", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 800 });
  await open(page, gateway.url);
  await type(page, kPrompt);
  await setDial(page, 0.88);
  const line = page.locator(".dial-next");
  await expect(line).toContainText("llama-3.3-nemotron-super-49b-v1 at 0.");
  const [room, number] = await Promise.all([line.boundingBox(), line.locator("span").last().boundingBox()]);
  expect(number!.x + number!.width).toBeLessThanOrEqual(room!.x + room!.width);
  expect(await line.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test("a model picked by hand leaves the composer as high as it is", async ({ page }) => {
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

test("a budget that was emptied is marked, and the field says again what holds when it is left", async ({ page }) => {
  await open(page, gateway.url);
  await page.getByText("Budget", { exact: true }).click();
  const field = page.getByLabel("for 1,000 prompts");
  await field.fill("0.05");
  await field.fill("");
  expect(await field.evaluate((input) => input.matches(":invalid"))).toBe(true);
  await field.press("Tab");
  await expect(field).toHaveValue("0.05");
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

const kParts = [".spectrum", ".aims", ".models", ".limits", ".clusters", ".router-picker"] as const;

for (const width of [1440, 1000]) {
  test(`neither typing nor picking nor locking moves anything in the panel, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, gateway.url);
    await connect(page, "Demo, no model"); // which has the models of either router
    await closeDialog(page);
    const tops = () =>
      page
        .locator(kParts.join())
        .evaluateAll((parts) => parts.map((part) => `${part.className} ${part.getBoundingClientRect().top}`));
    for (const router of ["gateway", "mmlu-pro-10"]) {
      await page.getByLabel("Router", { exact: true }).selectOption(router);
      await expect(page.locator(".model")).toHaveCount(router === "gateway" ? 9 : 10);
      await expect(page.locator(".choice")).toContainText("Type a prompt");
      const before = await tops();
      for (const text of [
        kPrompt,
        "What is the capital of Mongolia?",
        "zxcv qwrt plmk ⌘⌘ ☃ dfgh",
        "2+2",
        "Prove it.",
        "Prove Fermat's last theorem.",
      ]) {
        await type(page, text);
        await expect(page.locator(".choice-of")).toContainText("This prompt");
        await expect(page.locator(".clusters li").first()).not.toHaveText("Nothing yet.");
        expect(await tops(), text).toEqual(before);
      }
      await page
        .getByRole("button", { name: /Send the next prompt to .*(super-49b|mixtral)/ })
        .first()
        .click();
      await expect(page.locator(".choice")).toContainText("By hand");
      expect(await tops(), "by hand").toEqual(before);
      await page
        .getByRole("button", { name: /^Only .*(super-49b|mixtral)/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Let the router choose" }).click();
      await expect(page.locator(".choice")).toContainText("Locked to");
      expect(await tops(), "locked").toEqual(before);
      await page.getByRole("button", { name: "Unlock" }).click();
      await composer(page).fill("");
    }
  });
}

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
