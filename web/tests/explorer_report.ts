// Expected figures of the explorer: from `alpharoute evaluate`, or from one decision per row.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Alpharoute } from "alpharoute";
import { kAssets, kProgram } from "./servers.ts";

export interface Report {
  readonly router: readonly ReportPoint[];
  readonly curves: Readonly<Record<string, readonly ReportPoint[]>>;
  readonly single_models: Readonly<Record<string, ReportPoint>>;
  readonly oracle: ReportPoint;
  readonly baselines: { readonly random: ReportPoint };
  readonly clusters: readonly {
    readonly id: number;
    readonly label: string;
    readonly size: number;
    readonly best_model: string;
    readonly best_accuracy: number;
    readonly cheapest_good_model: string;
    readonly cheapest_good_cost: number;
  }[];
}
export interface ReportPoint {
  readonly accuracy: number | null;
  readonly cost_per_1000: number | null;
  readonly shares: Readonly<Record<string, number>>;
}

/** Returns the output of `alpharoute evaluate` for a sample's router and its rows, or other rows. */
export function report(
  sample: string,
  rows: Buffer = readFileSync(join(kAssets, `${sample}.rows.safetensors`)),
): Report {
  const folder = mkdtempSync(join(tmpdir(), "alpharoute-explorer-"));
  const [rowsFile, file] = [join(folder, "rows.safetensors"), join(folder, "report.json")];
  writeFileSync(rowsFile, rows);
  execFileSync(kProgram, ["evaluate", join(kAssets, `${sample}.safetensors`), rowsFile, "--json", file], {
    stdio: "ignore",
  });
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

/** Returns a sample's rows without every third score, every seventh cost, and all scores and costs of model 2. */
export function rowsWithGaps(sample: string): Buffer<ArrayBuffer> {
  const file = Buffer.from(readFileSync(join(kAssets, `${sample}.rows.safetensors`)));
  const begin = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, begin));
  const models = header.scores.shape[1] as number;
  for (const [name, every] of [
    ["scores", 3],
    ["costs", 7],
  ] as const) {
    const [from, to] = header[name].data_offsets as [number, number];
    for (let cell = 0; 4 * cell < to - from; ++cell)
      if (cell % every === 0 || cell % models === 2) file.writeFloatLE(NaN, begin + from + 4 * cell);
  }
  return file;
}

export interface Changes {
  readonly factors: Readonly<Record<string, number>>;
  readonly deny: readonly string[];
}

/** Returns accuracy and cost at one α, from one decision per row by a router with the changed prices. */
export async function decideAll(
  sample: string,
  alpha: number,
  { factors, deny }: Changes,
): Promise<{ readonly accuracy: number; readonly costPer1000: number }> {
  const router = (await Alpharoute.load({ artifact: readFileSync(join(kAssets, `${sample}.safetensors`)) })).reprice(
    factors,
  );
  const { embeddings, dimensions, models, scores, costs } = rowsOf(sample);
  const chosen = Array.from({ length: embeddings.length / dimensions }, (_, row) => {
    const { model } = router.decide(embeddings.subarray(row * dimensions, (row + 1) * dimensions), { alpha, deny });
    const cell = row * models.length + models.indexOf(model);
    return { score: scores[cell] as number, cost: (costs[cell] as number) * (factors[model] ?? 1) };
  });
  const mean = (values: readonly number[]): number => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return { accuracy: mean(chosen.map(({ score }) => score)), costPer1000: 1000 * mean(chosen.map(({ cost }) => cost)) };
}

function rowsOf(sample: string) {
  const file = readFileSync(join(kAssets, `${sample}.rows.safetensors`));
  const begin = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, begin));
  const bytes = (name: string): ArrayBuffer =>
    new Uint8Array(file.subarray(begin + header[name].data_offsets[0], begin + header[name].data_offsets[1])).buffer;
  return {
    models: JSON.parse(header.__metadata__.models) as string[],
    dimensions: header.embeddings.shape[1] as number,
    embeddings: Float32Array.from(new Uint16Array(bytes("embeddings")), toFloat),
    scores: new Float32Array(bytes("scores")),
    costs: new Float32Array(bytes("costs")),
  };
}

// Converts half precision through the bits of a float: its exponent bias is 112 higher. Subnormal halves are multiples of
// 2^-24.
function toFloat(half: number): number {
  const size = half & 0x7fff;
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (size << 13) + (112 << 23));
  return (half & 0x8000 ? -1 : 1) * (size < 0x400 ? size * 2 ** -24 : view.getFloat32(0));
}
