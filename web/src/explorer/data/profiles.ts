// Parts of an artifact that its description leaves out: cluster profiles and centroids.

import type { Description } from "alpharoute";
import { floatsOf, type Safetensors } from "alpharoute/safetensors";
import type { ClusterProfile } from "./types.ts";

/** Reads the clusters' profiles from an artifact whose shapes the core has validated. */
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

/** Reads the centroids, one row per cluster. */
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
  if (!tensor) throw new Error(`The artifact has no tensor "${name}". Fit the router again.`);
  return floatsOf(tensor);
}
