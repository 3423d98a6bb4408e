import { FolderOpen } from "lucide-preact";
import { signal } from "@preact/signals";
import { isUsualRouter, routerState } from "../../router/router.ts";
import { RouterSelect } from "../../router/RouterSelect.tsx";
import { count } from "../../ui/format.ts";
import { openProblem, type Subject } from "../data/subject.ts";
import type { RowsInfo } from "../data/types.ts";
import { evaluationProblem } from "../data/what_if_evaluation.ts";
import { OpenDialog } from "./OpenDialog.tsx";
import "./subject.css";

const isDialogOpen = signal(false);

/** The choice of a router, and the source of its figures. */
export function SubjectBar({ subject }: { readonly subject: Subject | null }) {
  const state = routerState.value;
  const loadProblem = subject === null && state.status === "failed" ? state.problem : null;
  const problem = openProblem.value ?? evaluationProblem.value ?? loadProblem;
  return (
    <section class="subject" aria-label="Router and rows">
      <div class="subject-row">
        <div class="field subject-router">
          <label for="explorer-router" class="visually-hidden">
            Router
          </label>
          <RouterSelect id="explorer-router" onLoaded={showLoadProblem} />
        </div>
        <button type="button" class="button" onClick={() => (isDialogOpen.value = true)}>
          <FolderOpen size={16} /> Open files…
        </button>
        <p class="small subject-facts" data-testid="facts">
          {subject !== null ? (
            <SubjectFacts subject={subject} />
          ) : problem === null ? (
            "Measuring…"
          ) : (
            "No figures yet. Choose another router."
          )}
        </p>
      </div>
      {problem !== null && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {!isUsualRouter.value && <p class="small soft">The chat uses this router, too.</p>}
      <OpenDialog isOpen={isDialogOpen.value} onClose={() => (isDialogOpen.value = false)} />
    </section>
  );
}

const kRowsText: Readonly<Record<RowsInfo["split"], string>> = {
  test: "held-out rows",
  train: "training rows",
  all: "rows, which may include training rows,",
};

function SubjectFacts({ subject: { rows, description, rowsProblem } }: { readonly subject: Subject }) {
  const clusters = description.clusters.length;
  if (rows === null) {
    return (
      <>
        <span class="badge warn">expected, not measured</span> The router's expectations over its {clusters} training
        clusters. {rowsProblem ?? <HowToMeasure />}
      </>
    );
  }
  return (
    <>
      <span class="badge good">measured</span> On {count(rows.count)} {kRowsText[rows.split]} from{" "}
      {count(rows.datasets)} {rows.datasets === 1 ? "data set" : "data sets"}, with {rows.costs} costs. {clusters}{" "}
      clusters, embedder {description.embedder.id}.
    </>
  );
}

function HowToMeasure() {
  return (
    <>
      To measure the router, open rows written by <code>alpharoute evaluate ROUTER DATA --export rows.safetensors</code>
      .
    </>
  );
}

function showLoadProblem(): void {
  openProblem.value = routerState.value.status === "failed" ? routerState.value.problem : null;
}
