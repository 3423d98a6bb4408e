import { FolderOpen } from "lucide-preact";
import { signal } from "@preact/signals";
import { hasGateway } from "../routing/gateway.js";
import { loadDefaultRouter, loadRouter, router, routerState, sampleSource } from "../routing/router.js";
import { kSamples } from "../routing/samples.js";
import { announce } from "../ui/announce.js";
import { count } from "../ui/format.js";
import { OpenDialog } from "./OpenDialog.js";
import { problem, refusal, type Subject } from "./subject.js";
import type { RowsFacts } from "./types.js";

const isOpening = signal(false);

/** Which router is shown, what its figures are of, and how to open another. */
export function SubjectBar({ subject }: { readonly subject: Subject | null }) {
  const said = problem.value ?? refusal.value;
  return (
    <section class="subject" aria-label="What is shown">
      <div class="subject-row">
        <label class="field subject-router">
          <span class="unseen">Router</span>
          <select class="input" value={router.value?.source.id ?? ""} onChange={(event) => void choose(event.currentTarget.value)}>
            {router.value?.source.id === "" && <option value="">{router.value.source.name}</option>}
            {hasGateway.value && <option value="gateway">The gateway's router</option>}
            {kSamples.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <button type="button" class="button" onClick={() => (isOpening.value = true)}><FolderOpen size={16} /> Open another…</button>
        <p class="small subject-facts" data-testid="facts">{subject === null ? "Measuring…" : <FactsLine subject={subject} />}</p>
      </div>
      {said !== null && <p class="notice bad" role="alert">{said}</p>}
      <OpenDialog isOpen={isOpening.value} onClose={() => (isOpening.value = false)} />
    </section>
  );
}

const kWhich: Readonly<Record<RowsFacts["which"], string>> = {
  test: "held-out rows, which the fit did not see",
  train: "rows that it was fitted on",
  all: "rows; the fit may have seen some of them",
};

function FactsLine({ subject: { rows, description } }: { readonly subject: Subject }) {
  const about = `${description.clusters.length} clusters, ${description.embedder.id}`;
  if (rows === null) {
    return (
      <>
        <span class="badge warn">expected, not measured</span> Figures are what the router expects over its {description.clusters.length} training clusters.
        To measure it, open rows with it, made by <code>alpharoute evaluate ROUTER DATA --export rows.safetensors</code>.
      </>
    );
  }
  return <><span class="badge good">measured</span> On {count(rows.count)} {kWhich[rows.which]}, of {count(rows.datasets)} data {rows.datasets === 1 ? "set" : "sets"}; {rows.costs} costs; {about}.</>;
}

async function choose(id: string): Promise<void> {
  problem.value = null;
  announce("Loading the router");
  const sample = kSamples.find((entry) => entry.id === id);
  await (sample ? loadRouter(sampleSource(sample)) : loadDefaultRouter());
  if (routerState.value.status === "failed") problem.value = routerState.value.problem;
}
