// Measured rows as `alpharoute evaluate --export` writes them (docs/formats.md, "Rows").

import type { Description } from "alpharoute";
import type { Queries } from "./queries.ts";
import { floatsOf, parseSafetensors, type Safetensors, type Tensor } from "./safetensors.ts";
import type { RowsFacts } from "./types.ts";

export const kRowsFormat = "alpharoute-rows/1";

interface Source {
  readonly data_sha256?: string;
  readonly rows?: RowsFacts["which"];
  readonly seed?: number;
  readonly train_ratio?: number;
}

/** The rows in the router's order of models. Throws a sentence if the file is none, or is not for this router. */
export function readRows(
  bytes: ArrayBuffer,
  description: Description,
): { readonly queries: Queries; readonly facts: RowsFacts } {
  const file = parseSafetensors(bytes);
  if (file.metadata.format !== kRowsFormat)
    throw new Error("they are not alpharoute's rows; make them with alpharoute evaluate --export");
  checkEmbedder(json(file, "embedder"), description);
  const models = names(file, "models");
  const columns = description.models.map(({ id }) => models.indexOf(id));
  const missing = description.models[columns.indexOf(-1)];
  if (missing) throw new Error(`they have no answers of ${missing.id}; measure this router's own models`);
  const embeddings = tensor(file, "embeddings");
  const [count = 0, dimensions = 0] = embeddings.shape;
  if (dimensions !== description.embedder.dimensions || count === 0)
    throw new Error(
      `they hold ${count} vectors of ${dimensions} dimensions, and the router takes ${description.embedder.dimensions}`,
    );
  const cells = (name: string): Float32Array => arrange(tensor(file, name), count, models.length, columns);
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
    facts: {
      count,
      datasets: names(file, "datasets").length,
      costs: file.metadata.costs ?? "unknown",
      which: which(json(file, "source") as Source, description),
    },
  };
}

function json(file: Safetensors, name: string): unknown {
  try {
    return JSON.parse(file.metadata[name] ?? "");
  } catch {
    throw new Error(`their "${name}" cannot be read`);
  }
}

function names(file: Safetensors, name: string): readonly string[] {
  const list = json(file, name);
  if (!Array.isArray(list) || !list.every((entry) => typeof entry === "string"))
    throw new Error(`their "${name}" is no list of names`);
  return list;
}

function tensor(file: Safetensors, name: string): Tensor {
  const found = file.tensor(name);
  if (!found || found.shape.length !== 2) throw new Error(`they have no matrix "${name}"`);
  return found;
}

function checkEmbedder(value: unknown, { embedder }: Description): void {
  const made = value as { readonly id?: unknown; readonly sha256?: unknown } | null;
  const isSame = made?.id === embedder.id && (!made.sha256 || !embedder.sha256 || made.sha256 === embedder.sha256);
  if (!isSame)
    throw new Error(
      `their vectors are of the embedder ${String(made?.id)}, and the router takes those of ${embedder.id}`,
    );
}

function arrange(source: Tensor, rows: number, width: number, columns: readonly number[]): Float32Array {
  if (source.shape[0] !== rows || source.shape[1] !== width) throw new Error("their tables are not of one size");
  const values = floatsOf(source);
  const out = new Float32Array(rows * columns.length);
  for (let row = 0; row < rows; ++row)
    columns.forEach((column, at) => (out[row * columns.length + at] = values[row * width + column] as number));
  return out;
}

function which(source: Source, { fit }: Description): RowsFacts["which"] {
  const isSame =
    source.data_sha256 === fit.data_sha256 && source.seed === fit.seed && source.train_ratio === fit.train_ratio;
  return isSame ? (source.rows ?? "all") : "all";
}
