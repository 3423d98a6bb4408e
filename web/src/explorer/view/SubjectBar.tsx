import { FolderOpen } from "lucide-preact";
import { signal } from "@preact/signals";
import { isUsualRouter, routerState } from "../../router/router.ts";
import { RouterSelect } from "../../router/RouterSelect.tsx";
import { count } from "../../ui/format.ts";
import { OpenDialog } from "./OpenDialog.tsx";
import { problem, refusal, type Subject } from "../data/subject.ts";
import type { RowsFacts } from "../data/types.ts";
import "./subject.css";

const isOpening = signal(false);

/** Which router is shown, what its figures are of, and how to open another. */
export function SubjectBar({ subject }: { readonly subject: Subject | null }) {
  const state = routerState.value;
  const failure = subject === null && state.status === "failed" ? state.problem : null;
  const said = problem.value ?? refusal.value ?? failure;
  return (
    <section class="subject" aria-label="What is shown">
      <div class="subject-row">
        <div class="field subject-router">
          <label for="explorer-router" class="unseen">
            Router
          </label>
          <RouterSelect id="explorer-router" onLoaded={tellFailure} />
        </div>
        <button type="button" class="button" onClick={() => (isOpening.value = true)}>
          <FolderOpen size={16} /> Open another…
        </button>
        <p class="small subject-facts" data-testid="facts">
          {subject !== null ? (
            <FactsLine subject={subject} />
          ) : said === null ? (
            "Measuring…"
          ) : (
            "Nothing to show yet: choose another router."
          )}
        </p>
      </div>
      {said !== null && (
        <p class="notice bad" role="alert">
          {said}
        </p>
      )}
      {!isUsualRouter.value && <p class="small soft">The chat decides with this router, too.</p>}
      <OpenDialog isOpen={isOpening.value} onClose={() => (isOpening.value = false)} />
    </section>
  );
}

const kWhich: Readonly<Record<RowsFacts["which"], string>> = {
  test: "held-out rows, which the fit did not see",
  train: "rows that it was fitted on",
  all: "rows; the fit may have seen some of them",
};

function FactsLine({ subject: { rows, description, withoutRows } }: { readonly subject: Subject }) {
  const about = `${description.clusters.length} clusters, ${description.embedder.id}`;
  if (rows === null) {
    return (
      <>
        <span class="badge warn">expected, not measured</span> Figures are what the router expects over its{" "}
        {description.clusters.length} training clusters. {withoutRows ?? <HowToMeasure />}
      </>
    );
  }
  return (
    <>
      <span class="badge good">measured</span> On {count(rows.count)} {kWhich[rows.which]}, of {count(rows.datasets)}{" "}
      data {rows.datasets === 1 ? "set" : "sets"}; {rows.costs} costs; {about}.
    </>
  );
}

function HowToMeasure() {
  return (
    <>
      To measure it, open rows with it, made by <code>alpharoute evaluate ROUTER DATA --export rows.safetensors</code>.
    </>
  );
}

function tellFailure(): void {
  problem.value = routerState.value.status === "failed" ? routerState.value.problem : null;
}
