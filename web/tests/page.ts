// Actions on the web app and locators of what it shows, by the names that a user sees.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const kPrompt = "Write a Python function that merges two sorted lists.";

/** Opens the web app and waits for its router. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator(".model")).not.toHaveCount(0);
}

export const composer = (page: Page) => page.getByLabel("Your prompt");
export const chosen = (page: Page) => page.getByTestId("chosen");
export const slider = (page: Page) => page.getByLabel("α, from cheapest to best");

/** Types a prompt and waits for a decision. */
export async function type(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await expect(chosen(page)).toBeVisible();
}

/** Drags the slider's handle to `to`. */
export async function dragSlider(page: Page, to: number): Promise<void> {
  const bar = await page.locator(".segments").boundingBox();
  if (bar === null) throw new Error("the slider is missing");
  const at = Number(await slider(page).inputValue());
  const y = bar.y + bar.height / 2;
  await page.mouse.move(bar.x + bar.width * at, y);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width * to, y, { steps: 5 });
  await page.mouse.up();
}

/** Sets alpha, rounded to thousandths. */
export async function setAlpha(page: Page, alpha: number): Promise<void> {
  await slider(page).fill(alpha.toFixed(3));
}

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** Waits until the last answer is complete, stopped or failed, and returns it. */
export async function settled(page: Page) {
  const answer = page.locator(".answer").last();
  await expect(answer).toHaveAttribute("aria-busy", "false");
  return answer;
}

export async function connect(
  page: Page,
  connection: "Gateway" | "Direct, with my key" | "Demo, no model",
): Promise<void> {
  await page.getByRole("button", { name: /Send via/ }).click();
  await page.getByRole("radio", { name: connection }).check();
}

export async function closeDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Expects no axe findings in WCAG 2.2 AA and best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`,
    ),
  ).toEqual([]);
}
