import { expect, test, type Page } from "@playwright/test";
import { connect, expectAccessible, kPrompt, open, send, settled, type } from "./page.ts";
import { startGateway, type Running } from "./servers.ts";

let gateway: Running;
test.beforeAll(async () => {
  gateway = await startGateway();
});
test.afterAll(() => gateway.stop());

const kViews: readonly { readonly name: string; readonly show: (page: Page) => Promise<void> }[] = [
  { name: "an empty chat", show: async () => undefined },
  { name: "a preview", show: (page) => type(page, kPrompt) },
  {
    name: "a conversation with its receipt",
    show: async (page) => {
      await send(page, kPrompt);
      await (await settled(page)).locator("summary").click();
      await type(page, "zxcv qwrt plmk ⌘⌘ ☃ dfgh");
    },
  },
  { name: "the connection dialog", show: (page) => connect(page, "Direct, with my key") },
  {
    name: "the explorer",
    show: async (page) => {
      await page.getByRole("link", { name: "Explorer" }).click();
      await expect(page.getByTestId("sentence")).toBeVisible();
    },
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const { name, viewport } of [
    { name: "wide", viewport: { width: 1440, height: 900 } },
    { name: "phone", viewport: { width: 390, height: 844 } },
  ]) {
    test.describe(`${colorScheme}, ${name}`, () => {
      test.use({ colorScheme, viewport, reducedMotion: "reduce" } as object);
      for (const view of kViews) {
        test(`axe has no findings in ${view.name}`, async ({ page }) => {
          await page.goto(gateway.url);
          await expect(page.locator(".model")).not.toHaveCount(0);
          if (name === "phone" && view.name === "a preview")
            await page
              .getByLabel("Your prompt")
              .fill(kPrompt)
              .then(() => page.locator(".strip").click());
          else if (name === "phone" && view.name.startsWith("a conversation")) {
            await send(page, kPrompt);
            await (await settled(page)).locator("summary").click();
          } else await view.show(page);
          await expectAccessible(page);
        });
      }
    });
  }
}

test("at 320 px nothing overflows the screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.addInitScript(() => localStorage.setItem("alpharoute.connection", '"direct"'));
  const expectFit = async (names: readonly string[]) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    for (const name of names) {
      const { x, width } = (await page
        .getByRole("button", { name, exact: name === "Send" })
        .first()
        .boundingBox())!;
      expect(x + width, name).toBeLessThanOrEqual(320);
    }
  };
  await open(page, gateway.url);
  await expectFit(["Theme", "Send", "Conversations"]);
  await page.getByLabel("Your prompt").fill(kPrompt);
  await page.locator(".strip").click();
  await page.getByRole("button", { name: "Send the next prompt to llama-3.3-nemotron-super-49b-v1" }).click();
  await expectFit(["Close routing", "Only gemma-2-9b-it may answer"]);
  await page.getByRole("button", { name: "Close routing" }).click();
  await expectFit(["Send", "Let the router choose"]);
  await page.getByRole("link", { name: "Explorer" }).click();
  await expect(page.getByTestId("sentence")).toBeVisible();
  await page.getByRole("button", { name: "Prices and models" }).click();
  await expectFit(["Theme", "Remove gemma-2-9b-it", "Reset"]);
});

test("on a phone the routing panel takes the focus, and closing it returns the focus", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, gateway.url);
  await page.locator(".strip").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#routing")).toBeFocused();
  await page.keyboard.press("Tab");
  const close = page.getByRole("button", { name: "Close routing" });
  await expect(close).toBeFocused();
  for (let at = 0; at < 50; ++at) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".talk") === null)).toBe(true);
  }
  await page.locator(".router-picker").scrollIntoViewIfNeeded();
  await expect(close).toBeInViewport();
  await close.click();
  await expect(page.locator(".strip")).toBeFocused();
  await page.locator(".strip").click();
  await page.setViewportSize({ width: 1440, height: 900 }); // a wide screen has no drawer, so nothing is inert
  await expect(page.locator(".talk")).not.toHaveAttribute("inert");
});

test("the chat works with only a keyboard", async ({ page }) => {
  await open(page, gateway.url);
  await page.keyboard.type(kPrompt); // the composer has the focus
  await page.keyboard.press("Enter");
  await settled(page);
  await page.keyboard.type("And in Haskell?");
  await expect(page.getByLabel("Your prompt")).toHaveValue("And in Haskell?");
  const seen = new Set<string>();
  for (let at = 0; at < 80; ++at) {
    await page.keyboard.press("Tab");
    seen.add(
      await page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
      ),
    );
  }
  for (const label of [
    "Send",
    "Regenerate",
    "Edit the prompt",
    "α, from cheapest to best",
    "Only gemma-2-9b-it may answer",
  ])
    expect([...seen]).toContain(label);
});

test("a screen reader announces states, not every word", async ({ page }) => {
  await open(page, gateway.url);
  await page.evaluate(() => {
    const announced: string[] = [];
    (globalThis as unknown as { announced: string[] }).announced = announced;
    const region = document.querySelector("[role=status]");
    if (region)
      new MutationObserver(() => announced.push(region.textContent ?? "")).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
  });
  await send(page, kPrompt);
  await settled(page);
  const announced = await page.evaluate(() => (globalThis as unknown as { announced: string[] }).announced);
  expect(announced[0]).toBe("Waiting for the answer");
  expect(announced.at(-1)).toMatch(/ has answered$/);
  expect(announced.length).toBeLessThanOrEqual(3);
});
