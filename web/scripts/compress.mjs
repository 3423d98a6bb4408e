// Writes compressed copies X.br and X.gz next to each file X of dist/, so that servers need not compress.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const kLargeBytes = 512 * 1024; // tensors: a higher quality gains nothing
const kMaxRatio = 0.95; // larger copies are not worth writing

const folder = new URL("../dist/", import.meta.url).pathname;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: bytes.length > kLargeBytes ? 7 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const copies = { ".br": brotliCompressSync(bytes, { params }), ".gz": gzipSync(bytes, { level: 9 }) };
  for (const [ending, copy] of Object.entries(copies)) {
    if (copy.length < kMaxRatio * bytes.length) writeFileSync(path + ending, copy);
  }
}
