import type { Decision } from "alpharoute/worker";
import { expect, test } from "@playwright/test";
import { chosen, closeDialog, composer, connect, kPrompt, open, send, setAlpha, settled, type } from "./page.ts";
import { decisionOf, startGateway, type Running } from "./servers.ts";

let gateway: Running;
test.beforeAll(async () => {
  gateway = await startGateway();
});
test.afterAll(() => gateway.stop());

test("the preview follows typing", async ({ page }) => {
  await open(page, gateway.url);
  await expect(page.locator(".choice")).toContainText("Type a prompt");
  await composer(page).pressSequentially(kPrompt);
  const decision = await decisionOf(gateway, kPrompt, {});
  await expect(chosen(page)).toHaveText(decision.model);
  await expect(page.locator(".cluster-label").first()).toHaveText(decision.clusters[0]?.label ?? "");
  await composer(page).fill("What is the capital of Mongolia?");
  const other = await decisionOf(gateway, "What is the capital of Mongolia?", {});
  await expect(page.locator(".cluster-label").first()).toHaveText(other.clusters[0]?.label ?? "");
  await composer(page).fill("");
  await expect(page.locator(".choice")).toContainText("Type a prompt");
});

test("a decision that arrives after the composer was emptied is not shown", async ({ page }) => {
  await open(page, gateway.url);
  await composer(page).evaluate((field: HTMLTextAreaElement) => {
    for (const text of ["typed fast", ""]) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await page.waitForFunction(() => performance.getEntriesByName("preview").length > 0); // it has arrived
  await expect(page.locator(".choice")).toContainText("Type a prompt");
});

test("after Send the panel shows the last prompt's decision until the next is typed", async ({ page }) => {
  await open(page, gateway.url);
  await type(page, kPrompt);
  const model = (await chosen(page).textContent()) ?? "";
  await expect(page.locator(".choice-of")).toHaveText("This prompt");
  await send(page, kPrompt);
  await settled(page);
  await expect(page.locator(".choice-of")).toHaveText("Last prompt");
  await expect(chosen(page)).toHaveText(model);
  await setAlpha(page, 0);
  await expect(page.locator(".choice-of")).toHaveText(`Last prompt, sent to ${model}`);
  await composer(page).fill("And in Haskell?");
  await expect(page.locator(".choice-of")).toHaveText("This prompt");
  await page.getByRole("button", { name: "New conversation" }).click();
  await expect(page.locator(".choice")).toContainText("Type a prompt");
});

test("a narrow panel shows in full where the choice would change", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 800 });
  await open(page, gateway.url);
  await type(page, kPrompt);
  await setAlpha(page, 0.88);
  const line = page.locator(".slider-next");
  await expect(line).toContainText("llama-3.3-nemotron-super-49b-v1 at 0.");
  const [room, number] = await Promise.all([line.boundingBox(), line.locator("span").last().boundingBox()]);
  expect(number!.x + number!.width).toBeLessThanOrEqual(room!.x + room!.width);
  expect(await line.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test("an unfamiliar prompt is marked", async ({ page }) => {
  await open(page, gateway.url);
  const strange = "zxcv qwrt plmk ⌘⌘ ☃ dfgh";
  expect((await decisionOf(gateway, strange, {})).is_novel).toBe(true);
  await type(page, strange);
  await expect(page.locator(".choice .badge.warn")).toContainText("Unfamiliar prompt");
  await type(page, kPrompt);
  await expect(page.locator(".choice .badge.warn")).toHaveCount(0);
});

const kParts = [".spectrum", ".aims", ".models", ".limits", ".clusters", ".router-picker"] as const;

for (const width of [1440, 1000]) {
  test(`typing, a manual choice and a lock move nothing in the panel, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, gateway.url);
    await connect(page, "Demo, no model"); // it offers the models of both routers
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
        await expect(page.locator(".clusters li").first()).not.toHaveText("No prompt yet.");
        expect(await tops(), text).toEqual(before);
      }
      await page
        .getByRole("button", { name: /Send the next prompt to .*(super-49b|mixtral)/ })
        .first()
        .click();
      await expect(page.locator(".choice")).toContainText("Manual choice");
      expect(await tops(), "manual choice").toEqual(before);
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

test("the web app decides among the models that the gateway serves", async ({ page }) => {
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
    await setAlpha(page, alpha);
    await type(page, text);
    const response = await fetch(`${small.url}v1/route`, { method: "POST", body: JSON.stringify({ text, alpha }) });
    const { model, margin, runner_up } = (await response.json()) as Decision;
    await expect(chosen(page)).toHaveText(model);
    await expect(page.locator(".choice")).toContainText(`${margin?.toFixed(3)} ahead of ${runner_up}`);
  }
  await small.stop();
});
