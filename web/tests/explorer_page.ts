// Actions and queries on the explorer, for its tests.

import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** Opens the explorer and waits for its figures. */
export async function openExplorer(page: Page, url: string, sample?: string): Promise<void> {
  await page.goto(`${url}#/explorer`);
  await expect(facts(page)).toContainText("held-out rows");
  if (sample === undefined || (await routerChoice(page).inputValue()) === sample) return;
  const before = await facts(page).textContent();
  await routerChoice(page).selectOption(sample);
  await expect(facts(page)).not.toHaveText(before ?? "");
}

export const facts = (page: Page) => page.getByTestId("facts");
export const routerChoice = (page: Page) => page.getByRole("combobox", { name: "Router" });
export const sentence = (page: Page) => page.getByTestId("sentence");
export const slider = (page: Page) => page.getByRole("slider", { name: "α, from cheapest to best" });

/** Presses a button and returns the file that it downloads. */
export async function downloaded(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFileSync(await (await download).path());
}

export type Row = Readonly<Record<string, string>>;

/** Downloads a figure's CSV and returns its rows by column. Cells may contain commas, but no quotes. */
export async function csv(page: Page, title: string): Promise<readonly Row[]> {
  const text = (await downloaded(page, `Download ${title} as CSV`)).toString();
  const [head = [], ...rows] = text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
    );
  return rows.map((cells) => Object.fromEntries(head.map((key, at) => [key, cells[at] ?? ""])));
}

export async function setFactor(page: Page, model: string, factor: number): Promise<void> {
  const field = page.getByRole("spinbutton", { name: `Price factor of ${model}` });
  await field.fill(String(factor));
  await field.press("Tab");
}

/** Waits until the figures include the latest what-if change. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".explorer-grid")).toHaveAttribute("aria-busy", "false");
}

export async function openFiles(
  page: Page,
  files: readonly { readonly name: string; readonly buffer: Buffer }[],
): Promise<void> {
  await page.getByRole("button", { name: "Open files…" }).click();
  await page
    .getByLabel("Files")
    .setInputFiles(files.map((file) => ({ ...file, mimeType: "application/octet-stream" })));
}

export async function openUrl(page: Page, url: string): Promise<void> {
  await page.getByRole("button", { name: "Open files…" }).click();
  await page.getByLabel("URL").fill(url);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

export async function centre(
  element: ReturnType<Page["locator"]>,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("the element is not visible");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
