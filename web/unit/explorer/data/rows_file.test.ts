import type { Description } from "alpharoute";
import { describe, expect, test } from "vitest";
import { readRows } from "../../../src/explorer/data/rows_file.ts";

interface FileParts {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tensors?: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>
  >;
}

const kMetadata = {
  format: "alpharoute-rows/1",
  embedder: JSON.stringify({ id: "static-en-1", sha256: "e1" }),
  models: JSON.stringify(["a", "b"]),
  datasets: JSON.stringify(["x", "y", "z"]),
  costs: "recorded",
  source: JSON.stringify({ data_sha256: "d1", rows: "test", seed: 3, train_ratio: 0.7 }),
};
const kTensors = {
  embeddings: { shape: [2, 2], values: [1, 0, 0, 1] },
  scores: { shape: [2, 2], values: [0.25, 0.5, 0.75, 1] },
  costs: { shape: [2, 2], values: [1, 2, 3, 4] },
};

/** Returns a safetensors file of F32 tensors, with these parts instead of the valid ones. */
function rowsFile({ metadata = {}, tensors = {} }: FileParts = {}): ArrayBuffer {
  const header: Record<string, unknown> = { __metadata__: { ...kMetadata, ...metadata } };
  const values: number[] = [];
  for (const [name, tensor] of Object.entries({ ...kTensors, ...tensors })) {
    const begin = 4 * values.length;
    values.push(...tensor.values);
    header[name] = { dtype: "F32", shape: tensor.shape, data_offsets: [begin, 4 * values.length] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new ArrayBuffer(8 + text.length + 4 * values.length);
  new DataView(file).setBigUint64(0, BigInt(text.length), true);
  new Uint8Array(file).set(text, 8);
  new Uint8Array(file).set(new Uint8Array(Float32Array.from(values).buffer), 8 + text.length);
  return file;
}

const descriptionOf = (models: readonly string[]): Description =>
  ({
    models: models.map((id) => ({ id })),
    embedder: { id: "static-en-1", sha256: "e1", dimensions: 2 },
    fit: { data_sha256: "d1", seed: 3, train_ratio: 0.7 },
  }) as unknown as Description;
const kDescription = descriptionOf(["a", "b"]);

test("rows have embeddings, scores and costs, and facts about their source", () => {
  const { queries, info } = readRows(rowsFile(), kDescription);
  expect(queries).toEqual({
    count: 2,
    dimensions: 2,
    embeddings: Float32Array.of(1, 0, 0, 1),
    scores: Float32Array.of(0.25, 0.5, 0.75, 1),
    costs: Float32Array.of(1, 2, 3, 4),
    weights: null,
  });
  expect(info).toEqual({ count: 2, datasets: 3, costs: "recorded", split: "test" });
});

test("columns are in the router's order of models, without other models", () => {
  expect(readRows(rowsFile(), descriptionOf(["b", "a"])).queries.scores).toEqual(Float32Array.of(0.5, 0.25, 1, 0.75));
  expect(readRows(rowsFile(), descriptionOf(["b"])).queries.costs).toEqual(Float32Array.of(2, 4));
});

test("rows of another split or other data may include training rows", () => {
  const source = (change: object): string => JSON.stringify({ ...(JSON.parse(kMetadata.source) as object), ...change });
  for (const change of [{ data_sha256: "d2" }, { seed: 4 }, { train_ratio: 0.8 }]) {
    const file = rowsFile({ metadata: { source: source(change) } });
    expect(readRows(file, kDescription).info.split).toBe("all");
  }
  const training = rowsFile({ metadata: { source: source({ rows: "train" }) } });
  expect(readRows(training, kDescription).info.split).toBe("train");
});

test("an embedder without a hash matches by its id", () => {
  const file = rowsFile({ metadata: { embedder: JSON.stringify({ id: "static-en-1" }) } });
  expect(readRows(file, kDescription).info.count).toBe(2);
});

describe("a file that does not match is rejected with the reason:", () => {
  const cases: readonly (readonly [string, FileParts, string])[] = [
    [
      "another format",
      { metadata: { format: "alpharoute-router/1" } },
      "the file is not a rows file; create one with alpharoute evaluate --export",
    ],
    [
      "another embedder",
      { metadata: { embedder: JSON.stringify({ id: "other" }) } },
      "their embeddings come from the embedder other, but the router uses static-en-1",
    ],
    [
      "another version of the embedder",
      { metadata: { embedder: JSON.stringify({ id: "static-en-1", sha256: "e2" }) } },
      "their embeddings come from another version of the embedder static-en-1; export the rows again",
    ],
    [
      "a missing model",
      { metadata: { models: JSON.stringify(["a", "c"]) } },
      "they have no scores for b; export rows with all models of this router",
    ],
    ["invalid JSON", { metadata: { datasets: "x, y" } }, 'the metadata "datasets" is missing or is not valid JSON'],
    ["models that are not names", { metadata: { models: "[1, 2]" } }, 'the metadata "models" is not a list of names'],
    [
      "other dimensions",
      { tensors: { embeddings: { shape: [2, 1], values: [1, 1] } } },
      "their embeddings have 1 dimensions, but the router's have 2",
    ],
    ["no rows", { tensors: { embeddings: { shape: [0, 2], values: [] } } }, "the file has no rows"],
    [
      "embeddings that are not a matrix",
      { tensors: { embeddings: { shape: [4], values: [1, 0, 0, 1] } } },
      'the file has no matrix "embeddings"',
    ],
    [
      "scores of another size",
      { tensors: { scores: { shape: [1, 2], values: [0, 1] } } },
      'the matrix "scores" does not have 2 rows and 2 columns',
    ],
  ];
  test.each(cases)("%s", (_, parts, message) => {
    expect(() => readRows(rowsFile(parts), kDescription)).toThrow(new Error(message));
  });
});
