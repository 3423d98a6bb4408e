// Reads a decision from the module's memory (docs/formats.md, "Decision in memory").

import { scorings } from "./generated.js";
import type { Decision, Description, ModelScore, NearCluster, Scoring, Segment } from "./types.js";

const kHead = 10;

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** @internal */
export function decodeDecision(cells: Float64Array, description: Description): Decision {
  const at = (index: number): number => cells[index] as number;
  const id = (row: number): string => (description.models[row] as { id: string }).id;
  const models: ModelScore[] = [];
  const clusters: NearCluster[] = [];
  const spectrum: Segment[] = [];
  let next = kHead;
  for (const end = next + 5 * at(7); next < end; next += 5) {
    models.push({
      model: id(at(next)),
      score: known(at(next + 1)),
      expected_accuracy: known(at(next + 2)),
      expected_cost_usd: known(at(next + 3)),
      standard_error: known(at(next + 4)),
    });
  }
  for (const end = next + 3 * at(8); next < end; next += 3) {
    const cluster = description.clusters[at(next)] as { label: string; size: number };
    clusters.push({
      id: at(next),
      label: cluster.label,
      size: cluster.size,
      distance: at(next + 1),
      weight: at(next + 2),
    });
  }
  for (const end = next + 2 * at(9); next < end; next += 2) {
    spectrum.push({ from: at(next), model: id(at(next + 1)) });
  }
  const hasRunnerUp = at(3) >= 0;
  return {
    model: id(at(0)),
    alpha: at(1),
    scoring: scorings[at(2)] as Scoring,
    runner_up: hasRunnerUp ? id(at(3)) : null,
    margin: hasRunnerUp ? at(4) : null,
    novelty: at(5),
    is_novel: at(6) === 1,
    models,
    clusters,
    spectrum,
    artifact: description.artifact,
  };
}
