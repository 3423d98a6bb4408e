// A loaded router without WebAssembly: it chooses the first allowed model, and counts its decisions.

import type { Decision, RequestOptions } from "alpharoute/worker";
import { AlpharouteError } from "alpharoute/worker";
import { vi } from "vitest";
import type { LoadedRouter } from "../src/router/router.ts";

const kModels = ["small", "medium", "large"];

export function decisionOf(query: string, { alpha = 0.5, models = kModels, deny = [] }: RequestOptions = {}): Decision {
  const allowed = kModels.filter((id) => models.includes(id) && !deny.includes(id));
  const [model, runner_up = null] = allowed;
  // The package's types do not declare the constructor: it is internal.
  if (model === undefined) throw Reflect.construct(AlpharouteError, ["no_model", "no allowed model is left"]);
  return {
    model,
    alpha,
    scoring: "posterior",
    runner_up,
    margin: runner_up === null ? null : 0.1,
    novelty: 0.5,
    is_novel: false,
    models: allowed.map((id) => ({
      model: id,
      score: 1,
      expected_accuracy: query.length / 100,
      expected_cost_usd: 0.001,
      standard_error: 0.01,
    })),
    clusters: [{ id: 0, label: "code", size: 10, distance: 0.1, weight: 1 }],
    spectrum: [{ from: 0, model }],
    artifact: "",
  };
}

export function fakeRouter() {
  const decide = vi.fn(async (query: string, options: RequestOptions) => decisionOf(query, options));
  const models = kModels.map((id, row) => ({
    id,
    name: id,
    input_price: row + 1,
    output_price: row + 1,
    context_length: null,
    capabilities: [],
    mean_accuracy: 0.5 + row / 10,
    mean_cost_usd: 0.001 * (row + 1),
  }));
  const router = {
    source: { id: "", name: "fake", files: async () => ({ artifact: "" }), turns: 3 },
    worker: { decide, dispose: () => undefined },
    decidesText: true,
    description: { models, defaults: { alpha: 0.5, scoring: "posterior", nearest_clusters: 1 }, clusters: [] },
    rows: new Map(kModels.map((id, row) => [id, row])),
  } as unknown as LoadedRouter;
  return { router, decide };
}
