// The evaluation's thread: a router of its own, without embedder, because rows are vectors.

import { Alpharoute, type Router, type Scoring } from "alpharoute";
import { messageOf } from "../../router/problem.ts";
import { evaluate } from "./evaluate.ts";
import type { FromWorker, Question, Source, ToWorker } from "./evaluation_protocol.ts";
import { centroidsOf, clusterProfiles } from "./profiles.ts";
import { clusterQueries, type Queries } from "./queries.ts";
import { readRows } from "./rows_file.ts";
import { parseSafetensors } from "./safetensors.ts";
import type { Change, Evaluation, Facts } from "./types.ts";

interface Subject {
  readonly router: Router;
  readonly queries: (scoring: Scoring) => Queries;
}

let subject: Subject | undefined;
let repriced: { readonly key: string; readonly router: Router } | undefined;

async function bytesOf(source: Source, what: string): Promise<ArrayBuffer> {
  if (typeof source !== "string") return source;
  const response = await fetch(source).catch(() => {
    throw new Error(
      `${what[0]?.toUpperCase()}${what.slice(1)} could not be fetched. See whether the network is there.`,
    );
  });
  if (!response.ok) throw new Error(`The server answers ${response.status} for ${what}.`);
  return response.arrayBuffer();
}

async function load(artifactSource: Source, rowsSource: Source | null): Promise<Facts> {
  const [artifact, rows] = await Promise.all([
    bytesOf(artifactSource, "the router"),
    rowsSource === null ? null : bytesOf(rowsSource, "the rows"),
  ]);
  const router = await Alpharoute.load({ artifact });
  const description = router.describe();
  const tensors = parseSafetensors(artifact);
  const clusters = clusterProfiles(tensors, description);
  if (rows !== null) {
    const { queries, facts } = readRowsOf(rows, router);
    subject = { router, queries: () => queries };
    return { description, rows: facts, clusters };
  }
  const centroids = centroidsOf(tensors, description);
  subject = { router, queries: (scoring) => clusterQueries(router, centroids, scoring) };
  return { description, rows: null, clusters };
}

function readRowsOf(bytes: ArrayBuffer, router: Router) {
  try {
    return readRows(bytes, router.describe());
  } catch (error) {
    throw new Error(`The rows can't be used: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function measure(change: Change): Evaluation {
  if (subject === undefined) throw new Error("The router is not loaded yet.");
  return evaluate(atPrices(subject.router, change.factors), subject.queries(change.scoring), change);
}

// The last prices' router is kept: most changes are of something else.
function atPrices(router: Router, factors: Change["factors"]): Router {
  const changed = Object.entries(factors).filter(([, factor]) => factor !== 1);
  if (changed.length === 0) return router;
  const key = JSON.stringify(changed);
  if (repriced?.key !== key) {
    repriced?.router.dispose();
    repriced = { key, router: router.reprice(Object.fromEntries(changed)) };
  }
  return repriced.router;
}

const answer = async (question: Question) =>
  question.call === "load" ? load(question.artifact, question.rows) : measure(question.change);

onmessage = async ({ data: { id, ...question } }: MessageEvent<ToWorker>) => {
  let reply: FromWorker;
  try {
    reply = { id, result: await answer(question) };
  } catch (error) {
    reply = { id, problem: messageOf(error) };
  }
  postMessage(reply);
};
