// Reads rows files, as written by `alpharoute evaluate --export` (docs/formats.md, "Rows").

import type { Description } from "alpharoute";
import type { Queries } from "./queries.ts";
import { floatsOf, parseSafetensors, type Safetensors, type Tensor } from "alpharoute/safetensors";
import type { RowsInfo } from "./types.ts";

export const kRowsFormat = "alpharoute-rows/1";

interface RowsSource {
  readonly data_sha256?: string;
  readonly rows?: RowsInfo["split"];
  readonly seed?: number;
  readonly train_ratio?: number;
}

/**
 * Returns the rows of a file, with their columns in the router's order of models. Throws if the file is not a rows file
 * or does not match the router; the message is the part of a sentence after "The rows cannot be used:".
 */
export function readRows(
  bytes: ArrayBuffer,
  description: Description,
): { readonly queries: Queries; readonly info: RowsInfo } {
  const file = parseSafetensors(bytes);
  if (file.metadata.format !== kRowsFormat)
    throw new Error("the file is not a rows file; create one with alpharoute evaluate --export");
  checkEmbedder(json(file, "embedder"), description);
  const models = names(file, "models");
  const columns = description.models.map(({ id }) => models.indexOf(id));
  const missing = description.models[columns.indexOf(-1)];
  if (missing) throw new Error(`they have no scores for ${missing.id}; export rows with all models of this router`);
  const embeddings = matrix(file, "embeddings");
  const [count = 0, dimensions = 0] = embeddings.shape;
  if (count === 0) throw new Error("the file has no rows");
  if (dimensions !== description.embedder.dimensions)
    throw new Error(
      `their embeddings have ${dimensions} dimensions, but the router's have ${description.embedder.dimensions}`,
    );
  const cells = (name: string): Float32Array => selectColumns(file, name, count, models.length, columns);
  const queries: Queries = {
    count,
    dimensions,
    embeddings: floatsOf(embeddings),
    scores: cells("scores"),
    costs: cells("costs"),
    weights: null,
  };
  return {
    queries,
    info: {
      count,
      datasets: names(file, "datasets").length,
      costs: file.metadata.costs ?? "unknown",
      split: splitOf(json(file, "source") as RowsSource, description),
    },
  };
}

function json(file: Safetensors, name: string): unknown {
  try {
    return JSON.parse(file.metadata[name] ?? "");
  } catch {
    throw new Error(`the metadata "${name}" is missing or is not valid JSON`);
  }
}

function names(file: Safetensors, name: string): readonly string[] {
  const list = json(file, name);
  if (!Array.isArray(list) || !list.every((entry) => typeof entry === "string"))
    throw new Error(`the metadata "${name}" is not a list of names`);
  return list;
}

function matrix(file: Safetensors, name: string): Tensor {
  const found = file.tensor(name);
  if (!found || found.shape.length !== 2) throw new Error(`the file has no matrix "${name}"`);
  return found;
}

function checkEmbedder(value: unknown, { embedder }: Description): void {
  const found = value as { readonly id?: unknown; readonly sha256?: unknown } | null;
  if (found?.id !== embedder.id)
    throw new Error(`their embeddings come from the embedder ${String(found?.id)}, but the router uses ${embedder.id}`);
  if (found.sha256 && embedder.sha256 && found.sha256 !== embedder.sha256)
    throw new Error(`their embeddings come from another version of the embedder ${embedder.id}; export the rows again`);
}

function selectColumns(
  file: Safetensors,
  name: string,
  rows: number,
  width: number,
  columns: readonly number[],
): Float32Array {
  const source = matrix(file, name);
  if (source.shape[0] !== rows || source.shape[1] !== width)
    throw new Error(`the matrix "${name}" does not have ${rows} rows and ${width} columns`);
  const values = floatsOf(source);
  const out = new Float32Array(rows * columns.length);
  for (let row = 0; row < rows; ++row)
    columns.forEach((column, at) => (out[row * columns.length + at] = values[row * width + column] as number));
  return out;
}

function splitOf(source: RowsSource, { fit }: Description): RowsInfo["split"] {
  const isSame =
    source.data_sha256 === fit.data_sha256 && source.seed === fit.seed && source.train_ratio === fit.train_ratio;
  return isSame ? (source.rows ?? "all") : "all";
}
