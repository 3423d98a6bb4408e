// Files and inputs for several tests.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { AlpharouteError } from "../dist/index.js";

export const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const rootFolder = dirname(packageFolder);
export const dist = join(packageFolder, "dist");
export const binaries = process.env.ALPHAROUTE_BINARIES ?? join(rootFolder, "build/release/bin");
export const sharedData = join(rootFolder, "../shared/data");

export const asset = (name) => join(rootFolder, "assets", name);
export const assetBytes = (name) => readFileSync(asset(name));
export const distBytes = (name) => readFileSync(join(dist, name));

/** The reason to skip tests on public data, or false; CI must run them. */
export function withoutSharedData() {
  if (existsSync(sharedData)) return false;
  if (process.env.CI === "true") throw new Error("the shared data is missing on CI");
  return "skipped: needs the public data in ../shared";
}

/** The prompts of a labelled data set, each once. */
export function prompts(name) {
  const lines = gunzipSync(readFileSync(join(sharedData, name)))
    .toString("utf8")
    .split("\n");
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

// Returns the error of `call`, an AlpharouteError with a hint.
export async function errorOf(call) {
  try {
    await call();
  } catch (error) {
    assert.ok(error instanceof AlpharouteError, String(error));
    assert.ok(error.hint.endsWith("."), error.hint);
    return { code: error.code, message: error.message };
  }
  assert.fail("no error");
}
