import type { Decision } from "alpharoute/worker";
import { expect, test } from "@playwright/test";
import { composer, open, setAlpha } from "./page.ts";
import { startGateway, type Running } from "./servers.ts";

let gateway: Running;
test.beforeAll(async () => {
  gateway = await startGateway();
});
test.afterAll(() => gateway.stop());

const kVerbs = [
  "Write a function that",
  "Explain in one paragraph how to",
  "What is the fastest way to",
  "Prove or refute that one can",
  "Translate into French:",
  "How many ways are there to",
  "List the steps to",
  "Name the first person to",
  "¿Cómo se puede",
  "Fix the bug when I",
];
const kTasks = [
  "sort a linked list",
  "balance a chemical equation",
  "divide 84 apples among 7 children",
  "invert a binary tree",
  "cross the Atlantic in a balloon",
  "compute the integral of x·sin(x)",
  "negotiate a salary",
  "boil an egg at 3,000 m",
  "parse JSON in Rust",
  "write a sonnet about rain",
];
const kEndings = ["", " with examples and nothing else"];

test("for 200 prompts the web app shows what POST /v1/route returns", async ({ page }) => {
  test.slow();
  await open(page, gateway.url);
  const prompts = kVerbs.flatMap((verb) => kTasks.flatMap((task) => kEndings.map((end) => `${verb} ${task}${end}`)));
  expect(new Set(prompts).size).toBe(200);
  for (const [at, text] of prompts.entries()) {
    const alpha = (at % 101) / 100;
    await setAlpha(page, alpha);
    await composer(page).fill(text);
    const response = await fetch(`${gateway.url}v1/route`, { method: "POST", body: JSON.stringify({ text, alpha }) });
    await expect
      .poll(() => page.evaluate(shown), { message: text, intervals: [5, 10, 20, 50] })
      .toEqual(expected((await response.json()) as Decision));
  }
});

// The contents of the panel, with all digits that it shows.
function shown(): unknown {
  const texts = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent ?? "");
  return {
    model: texts("[data-testid=chosen]"),
    margin: texts(".choice > p.name"),
    accuracies: texts(".model > .model-figure:nth-of-type(2) > .number"),
    costs: texts(".model > .model-figure:nth-of-type(3) > .number"),
    clusters: texts(".clusters li > span:not(.bar)"),
    spectrum: texts(".segment-list button > span:not(.swatch)"),
    isNovel: document.querySelector(".choice .badge.warn") !== null,
  };
}

function expected(decision: Decision): unknown {
  const { spectrum } = decision;
  return {
    model: [decision.model],
    margin: [`${decision.margin?.toFixed(3)} ahead of ${decision.runner_up}`],
    accuracies: decision.models.map(
      ({ expected_accuracy, standard_error }) =>
        `${(100 * (expected_accuracy ?? 0)).toFixed(0)} % ± ${(100 * (standard_error ?? 0)).toFixed(1)}`,
    ),
    costs: decision.models.map(({ expected_cost_usd }) => usd(1000 * (expected_cost_usd ?? 0))),
    clusters: decision.clusters.flatMap(({ label, size, weight }) => [
      label,
      `${size} prompts`,
      `${(100 * weight).toFixed(0)} %`,
    ]),
    spectrum: spectrum.flatMap(({ from, model }, at) => [
      model,
      `${from.toFixed(2)}–${(spectrum[at + 1]?.from ?? 1).toFixed(2)}`,
    ]),
    isNovel: decision.is_novel,
  };
}

const usd = (amount: number): string => `$${amount.toFixed(amount >= 1 ? 2 : 2 - Math.floor(Math.log10(amount)))}`;
