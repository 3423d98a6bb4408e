// The decision for what stands in the composer, kept up to date at typing speed. Nothing of it leaves the page.

import type { Decision } from "alpharoute/worker";
import { effect, signal } from "@preact/signals";
import { requestOptions } from "./controls.ts";
import { latestOnly } from "../router/latest.ts";
import { refusalOf } from "./refusal.ts";
import { router, type LoadedRouter } from "../router/router.ts";
import { unavailableReason } from "./served.ts";

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

// Answers and what needs none go the same way, so that none overtakes a newer one.
const show = latestOnly<Question | Preview>(async (next) => {
  preview.value = "status" in next ? next : await decide(next);
});

async function decide({ router, query, options, asked }: Question): Promise<Preview> {
  try {
    const decision = await router.worker.decide(query, options);
    performance.measure("preview", { start: asked });
    return { status: "decided", query, decision };
  } catch (error) {
    return { status: "refused", query, problem: refusalOf(error) };
  }
}

effect(() => {
  const current = router.value;
  const query = previewQuery.value;
  const options = requestOptions.value;
  if (unavailableReason.value !== null) show({ status: "refused", query, problem: unavailableReason.value });
  else if (current === null || !current.decidesText || query.trim() === "") show({ status: "empty" });
  else show({ router: current, query, options, asked: performance.now() });
});
