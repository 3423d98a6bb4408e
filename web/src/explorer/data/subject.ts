// The router that the explorer shows, the rows it is measured on, and its evaluation.

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { FileSource } from "alpharoute/worker";
import { problemOf } from "../../router/problem.ts";
import { router, type LoadedRouter } from "../../router/router.ts";
import { view } from "../../ui/view.ts";
import type { Source } from "./evaluation_protocol.ts";
import { Evaluator } from "./evaluator.ts";
import { sampleRows } from "./sample_rows.ts";
import type { Evaluation, SubjectInfo } from "./types.ts";
import { noChange, reset } from "./what_if.ts";

export interface Subject extends SubjectInfo {
  readonly router: LoadedRouter;
  readonly evaluator: Evaluator;
  /** The evaluation without what-if changes. */
  readonly unchanged: Evaluation;
  /** Reason why the sample's rows are not shown; null if they are, or if the router has none. */
  readonly rowsProblem: string | null;
}

export const subject = signal<Subject | null>(null);

/** The evaluation under the what-if changes. */
export const evaluation = signal<Evaluation | null>(null);

/** Reason why the last router or rows could not be opened. */
export const openProblem = signal<string | null>(null);

/** The evaluation without what-if changes, for comparison; null while there are none. */
export const baseline = computed(() =>
  subject.value !== null && subject.value.unchanged !== evaluation.value ? subject.value.unchanged : null,
);

/** "superseded": a later call replaced this one. On "failed", the old subject stays, and `openProblem` has the reason. */
export type ShowResult = "shown" | "failed" | "superseded";

let lastCall = 0;

/** Shows a router measured on `rows`; without rows, shows its expectations. */
export async function show(
  loaded: LoadedRouter,
  rows: Source | null,
  rowsProblem: string | null = null,
): Promise<ShowResult> {
  const call = ++lastCall;
  const evaluator = new Evaluator();
  try {
    const { artifact } = await loaded.source.files();
    const info = await evaluator.load(await toSource(artifact), rows);
    const unchanged = await evaluator.evaluate(noChange(info.description.defaults.scoring));
    if (call !== lastCall) return (evaluator.dispose(), "superseded");
    subject.value?.evaluator.dispose();
    batch(() => {
      reset();
      openProblem.value = null;
      evaluation.value = unchanged;
      subject.value = { ...info, router: loaded, evaluator, unchanged, rowsProblem };
    });
    return "shown";
  } catch (error) {
    evaluator.dispose();
    if (call !== lastCall) return "superseded";
    openProblem.value = problemOf(error);
    return "failed";
  }
}

/** Shows a router measured on its sample rows. Shows its expectations if it has none, or if they cannot be loaded. */
export async function showWithSampleRows(loaded: LoadedRouter): Promise<void> {
  const rows = sampleRows(loaded.description);
  if ((await show(loaded, rows)) !== "failed" || rows === null) return;
  await show(loaded, null, openProblem.value);
}

/** Starts showing the router in use whenever the explorer is visible. */
export function followRouter(): void {
  effect(() => {
    const loaded = router.value;
    if (view.value !== "explorer" || loaded === null) return;
    untracked(() => {
      if (subject.value?.router !== loaded) void showWithSampleRows(loaded);
    });
  });
}

async function toSource(file: FileSource): Promise<Source> {
  if (typeof file === "string" || file instanceof URL) return new URL(file, document.baseURI).href;
  if (file instanceof Response) return file.arrayBuffer();
  return file instanceof ArrayBuffer
    ? file
    : new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice().buffer;
}
