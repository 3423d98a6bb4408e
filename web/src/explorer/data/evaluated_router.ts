// A router with the queries that it is evaluated on. The router needs no embedder: the queries are vectors.

import { Alpharoute, type Router, type Scoring } from "alpharoute";
import { messageOf } from "../../router/problem.ts";
import { evaluate } from "./evaluate.ts";
import type { Source } from "./evaluation_protocol.ts";
import { centroidsOf, clusterProfiles } from "./profiles.ts";
import { clusterQueries, type Queries } from "./queries.ts";
import { readRows } from "./rows_file.ts";
import { parseSafetensors } from "alpharoute/safetensors";
import type { Change, Evaluation, SubjectInfo } from "./types.ts";

export class EvaluatedRouter {
  // The router at the prices of the previous evaluation: most changes do not affect the prices.
  #repriced: { readonly key: string; readonly router: Router } | undefined;

  private constructor(
    readonly info: SubjectInfo,
    private readonly router: Router,
    private readonly queriesFor: (scoring: Scoring) => Queries,
  ) {}

  /** Loads an artifact and its rows. Without rows, the training clusters are the queries. */
  static async load(artifactSource: Source, rowsSource: Source | null): Promise<EvaluatedRouter> {
    const [artifact, rowsFile] = await Promise.all([
      bytesOf(artifactSource, "router"),
      rowsSource === null ? null : bytesOf(rowsSource, "rows"),
    ]);
    const router = await Alpharoute.load({ artifact });
    const description = router.describe();
    const tensors = parseSafetensors(artifact);
    const clusters = clusterProfiles(tensors, description);
    if (rowsFile !== null) {
      const { queries, info: rows } = readRowsOf(rowsFile, router);
      return new EvaluatedRouter({ description, rows, clusters }, router, () => queries);
    }
    const centroids = centroidsOf(tensors, description);
    return new EvaluatedRouter({ description, rows: null, clusters }, router, (scoring) =>
      clusterQueries(router, centroids, scoring),
    );
  }

  evaluate(change: Change): Evaluation {
    return evaluate(this.#routerAt(change.factors), this.queriesFor(change.scoring), change);
  }

  #routerAt(factors: Change["factors"]): Router {
    const changed = Object.entries(factors).filter(([, factor]) => factor !== 1);
    if (changed.length === 0) return this.router;
    const key = JSON.stringify(changed);
    if (this.#repriced?.key !== key) {
      this.#repriced?.router.dispose();
      this.#repriced = { key, router: this.router.reprice(Object.fromEntries(changed)) };
    }
    return this.#repriced.router;
  }
}

async function bytesOf(source: Source, name: "router" | "rows"): Promise<ArrayBuffer> {
  if (typeof source !== "string") return source;
  const response = await fetch(source).catch(() => {
    throw new Error(`The ${name} could not be fetched. Check the network connection.`);
  });
  if (!response.ok)
    throw new Error(
      `The ${name} could not be fetched: the server returned status ${response.status}. Reload the page.`,
    );
  return response.arrayBuffer();
}

function readRowsOf(file: ArrayBuffer, router: Router): ReturnType<typeof readRows> {
  try {
    return readRows(file, router.describe());
  } catch (error) {
    throw new Error(`The rows cannot be used: ${messageOf(error)}.`);
  }
}
