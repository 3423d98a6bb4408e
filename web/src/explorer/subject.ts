// Which router the explorer shows, on what it is measured, and the figures: as it is, and as it would be.

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { FileSource } from "alpharoute/worker";
import { latestOnly } from "../routing/latest.js";
import { problemOf, router, type LoadedRouter } from "../routing/router.js";
import { view } from "../ui/view.js";
import type { Source } from "./evaluation_protocol.js";
import { Evaluator } from "./evaluator.js";
import { sampleRows } from "./sample_rows.js";
import type { Change, Evaluation, Facts } from "./types.js";
import { changeOf, reset, unchanged } from "./whatif.js";

export interface Subject extends Facts {
  readonly router: LoadedRouter;
  readonly evaluator: Evaluator;
  /** As the artifact has it. */
  readonly usual: Evaluation;
}

export const subject = signal<Subject | null>(null);
/** What would be; the usual one while nothing is changed. */
export const evaluation = signal<Evaluation | null>(null);
/** Why the last thing that was asked for is not shown. */
export const problem = signal<string | null>(null);

/** What would be beside what is: null while they are the same. */
export const ghost = computed(() => (subject.value !== null && subject.value.usual !== evaluation.value ? subject.value.usual : null));

async function toSource(file: FileSource): Promise<Source> {
  if (typeof file === "string" || file instanceof URL) return new URL(file, document.baseURI).href;
  if (file instanceof Response) return file.arrayBuffer();
  return file instanceof ArrayBuffer ? file : new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice().buffer;
}

let latest = 0;

/** Shows a router, measured on `rows`. False if it could not: then everything stays as it was, and `problem` says why. */
export async function show(loaded: LoadedRouter, rows: Source | null): Promise<boolean> {
  const turn = ++latest;
  const evaluator = new Evaluator();
  try {
    const { artifact } = await loaded.source.files();
    const facts = await evaluator.load(await toSource(artifact), rows);
    const usual = await evaluator.evaluate(unchanged(facts.description.defaults.scoring));
    if (turn !== latest) return (evaluator.dispose(), false);
    subject.value?.evaluator.dispose();
    batch(() => {
      reset();
      problem.value = null;
      evaluation.value = usual;
      subject.value = { ...facts, router: loaded, evaluator, usual };
    });
    return true;
  } catch (error) {
    evaluator.dispose();
    if (turn === latest) problem.value = problemOf(error);
    return false;
  }
}

// The page's router, as soon as the explorer is looked at, and whenever it is another one.
effect(() => {
  const loaded = router.value;
  if (view.value !== "explorer" || loaded === null) return;
  untracked(() => {
    if (subject.value?.router !== loaded) void show(loaded, sampleRows(loaded.description));
  });
});

const evaluateLatest = latestOnly<{ readonly of: Subject; readonly change: Change }>(async ({ of, change }) => {
  try {
    const result = await of.evaluator.evaluate(change);
    if (subject.value !== of) return;
    batch(() => {
      problem.value = null;
      evaluation.value = result;
    });
  } catch (error) {
    if (subject.value === of) problem.value = problemOf(error);
  }
});

effect(() => {
  const of = subject.value;
  if (of === null) return;
  const { scoring } = of.description.defaults;
  const change = changeOf(scoring);
  const isUsual = change.scoring === scoring && change.removed.length === 0 && Object.keys(change.factors).length === 0;
  if (isUsual) evaluation.value = of.usual;
  else evaluateLatest({ of, change });
});
