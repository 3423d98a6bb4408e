// Where the tests find their files, and inputs that several of them need. Nothing here asserts.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const rootFolder = dirname(packageFolder);
export const dist = join(packageFolder, "dist");
export const binaries = process.env.ALPHAROUTE_BINARIES ?? join(rootFolder, "build/release/bin");
export const sharedData = join(rootFolder, "../shared/data");

export const asset = (name) => join(rootFolder, "assets", name);
export const assetBytes = (name) => readFileSync(asset(name));
export const distBytes = (name) => readFileSync(join(dist, name));

/** Why tests on public data can't run here, or false; on CI they must. */
export function withoutSharedData() {
  if (existsSync(sharedData)) return false;
  if (process.env.CI === "true") throw new Error("the shared data is missing on CI");
  return "skipped: needs the public data in ../shared";
}

/** The prompts of a labelled data set, each once. */
export function prompts(name) {
  const lines = gunzipSync(readFileSync(join(sharedData, name))).toString("utf8").split("\n");
  return [...new Set(lines.filter((line) => line !== "").map((line) => JSON.parse(line).query))];
}

/** Unit-length vectors that are the same in every run. */
export function unitVectors(count, dimensions, seed = 1) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const values = Array.from({ length: dimensions }, next);
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  });
}
