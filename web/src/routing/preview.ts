// The decision for what stands in the composer, kept up to date at typing speed. Nothing of it leaves the page.

import type { Decision } from "alpharoute/worker";
import { effect, signal } from "@preact/signals";
import { requestOptions } from "./controls.js";
import { latestOnly } from "./latest.js";
import { problemOf } from "./problem.js";
import { router, type LoadedRouter } from "./router.js";

export type Preview =
  | { readonly status: "empty" }
  | { readonly status: "decided"; readonly query: string; readonly decision: Decision }
  | { readonly status: "refused"; readonly query: string; readonly problem: string };

/** The text that the decision is for; the chat sets it. */
export const previewQuery = signal("");
export const preview = signal<Preview>({ status: "empty" });

interface Question {
  readonly router: LoadedRouter;
  readonly query: string;
  readonly options: typeof requestOptions.value;
  /** When, on the page's clock: with the time in between, a measure of the browser's named "preview". */
  readonly asked: number;
}

const decide = latestOnly<Question>(async ({ router, query, options, asked }) => {
  try {
    const decision = await router.worker.decide(query, options);
    preview.value = { status: "decided", query, decision };
    performance.measure("preview", { start: asked });
  } catch (error) {
    preview.value = { status: "refused", query, problem: problemOf(error) };
  }
});

effect(() => {
  const current = router.value;
  const query = previewQuery.value;
  const options = requestOptions.value;
  if (current === null || !current.decidesText || query.trim() === "") preview.value = { status: "empty" };
  else decide({ router: current, query, options, asked: performance.now() });
});
