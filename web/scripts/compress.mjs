// Puts the compressed forms beside the files of dist/, so that whoever serves them need not compress: X.br and X.gz.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const kLong = 512 * 1024; // numbers, of which a tighter search gains nothing
const kWorth = 0.95;

const folder = new URL("../dist/", import.meta.url).pathname;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: bytes.length > kLong ? 7 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const forms = { ".br": brotliCompressSync(bytes, { params }), ".gz": gzipSync(bytes, { level: 9 }) };
  for (const [ending, form] of Object.entries(forms)) {
    if (form.length < kWorth * bytes.length) writeFileSync(path + ending, form);
  }
}
