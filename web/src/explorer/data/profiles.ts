// The parts of an artifact that its description leaves out: each cluster's own means, and its middle.

import type { Description } from "alpharoute";
import { floatsOf, type Safetensors } from "./safetensors.ts";
import type { ClusterProfile } from "./types.ts";

/** `file` has been read by the core before, which checked its shapes. */
export function clusterProfiles(file: Safetensors, { clusters, models }: Description): readonly ClusterProfile[] {
  const accuracy = floats(file, "accuracy");
  const cost = floats(file, "cost");
  const column = (values: Float32Array, id: number): number[] =>
    models.map((_, model) => values[model * clusters.length + id] ?? NaN);
  return clusters.map(({ id, label, size }) => ({
    id,
    label,
    size,
    accuracy: column(accuracy, id),
    costUsd: column(cost, id),
  }));
}

/** One row for each cluster. */
export function centroidsOf(file: Safetensors, { embedder }: Description): Float32Array {
  const tensor = file.tensor("centroids");
  if (tensor?.dtype !== "I8") return floats(file, "centroids");
  const scales = floats(file, "centroid_scales");
  return Float32Array.from(
    new Int8Array(tensor.bytes),
    (value, at) => value * (scales[Math.floor(at / embedder.dimensions)] ?? 0),
  );
}

function floats(file: Safetensors, name: string): Float32Array {
  const tensor = file.tensor(name);
  if (!tensor) throw new Error(`The router has no ${name}.`);
  return floatsOf(tensor);
}
