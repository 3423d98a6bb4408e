// Which router the explorer shows, on what it is measured, and the figures: as it is, and as it would be.

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { FileSource } from "alpharoute/worker";
import { announce } from "../../ui/announce.ts";
import { latestOnly } from "../../router/latest.ts";
import { problemOf } from "../../router/problem.ts";
import { router, type LoadedRouter } from "../../router/router.ts";
import { view } from "../../ui/view.ts";
import type { Source } from "./evaluation_protocol.ts";
import { Evaluator } from "./evaluator.ts";
import { sampleRows } from "./sample_rows.ts";
import type { Change, Evaluation, Facts } from "./types.ts";
import { changeOf, isChanged, reset, unchanged } from "./whatif.ts";

export interface Subject extends Facts {
  readonly router: LoadedRouter;
  readonly evaluator: Evaluator;
  /** As the artifact has it. */
  readonly usual: Evaluation;
  /** Why it is not measured on the rows that come with the page, if it should be. */
  readonly withoutRows: string | null;
}

export const subject = signal<Subject | null>(null);
/** What would be; the usual one while nothing is changed. */
export const evaluation = signal<Evaluation | null>(null);
/** Why the last thing that was asked for is not shown. */
export const problem = signal<string | null>(null);
/** Why there are no figures for the newest what-if. */
export const refusal = signal<string | null>(null);

/** What would be beside what is: null while they are the same. */
export const baseline = computed(() =>
  subject.value !== null && subject.value.usual !== evaluation.value ? subject.value.usual : null,
);

async function toSource(file: FileSource): Promise<Source> {
  if (typeof file === "string" || file instanceof URL) return new URL(file, document.baseURI).href;
  if (file instanceof Response) return file.arrayBuffer();
  return file instanceof ArrayBuffer
    ? file
    : new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice().buffer;
}

/** A what-if that has no figures yet. */
const pending = signal<Change | null>(null);
export const isBusy = computed(() => pending.value !== null);

let latest = 0;

/** What became of it: if it failed, everything stayed as it was, and `problem` says why; "overtaken" by a later call. */
export type Shown = "shown" | "failed" | "overtaken";

/** Shows a router, measured on `rows`; if there are none, `withoutRows` may say why. */
export async function show(
  loaded: LoadedRouter,
  rows: Source | null,
  withoutRows: string | null = null,
): Promise<Shown> {
  const turn = ++latest;
  const evaluator = new Evaluator();
  try {
    const { artifact } = await loaded.source.files();
    const facts = await evaluator.load(await toSource(artifact), rows);
    const usual = await evaluator.evaluate(unchanged(facts.description.defaults.scoring));
    if (turn !== latest) return (evaluator.dispose(), "overtaken");
    subject.value?.evaluator.dispose();
    batch(() => {
      reset();
      problem.value = null;
      evaluation.value = usual;
      subject.value = { ...facts, router: loaded, evaluator, usual, withoutRows };
    });
    return "shown";
  } catch (error) {
    evaluator.dispose();
    if (turn !== latest) return "overtaken";
    problem.value = problemOf(error);
    return "failed";
  }
}

/** Shows a router on the rows that come with the page, if it has some there; without them by what it expects. */
export async function showAlone(loaded: LoadedRouter): Promise<void> {
  const rows = sampleRows(loaded.description);
  if ((await show(loaded, rows)) !== "failed" || rows === null) return;
  await show(loaded, null, problem.value);
}

// The page's router, as soon as the explorer is looked at, and whenever it is another one.
effect(() => {
  const loaded = router.value;
  if (view.value !== "explorer" || loaded === null) return;
  untracked(() => {
    if (subject.value?.router !== loaded) void showAlone(loaded);
  });
});

const evaluateLatest = latestOnly<{ readonly of: Subject; readonly change: Change }>(async ({ of, change }) => {
  const begin = performance.now();
  let result: Evaluation | null = null;
  let sentence: string | null = null;
  try {
    result = await of.evaluator.evaluate(change);
    performance.measure("evaluation", { start: begin });
  } catch (error) {
    sentence = problemOf(error);
  }
  if (pending.peek() === change) tellSoon();
  batch(() => {
    if (pending.value === change) pending.value = null;
    if (subject.value !== of || !isChanged.value) return;
    refusal.value = sentence;
    evaluation.value = result ?? evaluation.value;
  });
});

const kQuiet = 700; // milliseconds after the last change until a screen reader hears of it
let telling: ReturnType<typeof setTimeout> | undefined;

function tellSoon(): void {
  clearTimeout(telling);
  telling = setTimeout(() => isChanged.value && announce("The figures are computed again"), kQuiet);
}

effect(() => {
  const of = subject.value;
  if (of === null) return;
  const change = changeOf(of.description.defaults.scoring);
  pending.value = isChanged.value ? change : null;
  if (isChanged.value) evaluateLatest({ of, change });
  else
    batch(() => {
      refusal.value = null;
      evaluation.value = of.usual;
    });
});
