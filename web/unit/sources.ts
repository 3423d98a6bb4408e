// The web app's sources as syntax trees.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const kRoot = join(import.meta.dirname, "../src");

export interface Source {
  /** Relative to web/src. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  /** Files of web/src that this one imports, statically or dynamically, types included. */
  readonly imports: readonly string[];
}

/** Parses every TypeScript file of web/src. */
export function readSources(): readonly Source[] {
  return readdirSync(kRoot, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .sort()
    .map((path) => parse(path, readFileSync(join(kRoot, path), "utf8")));
}

export function parse(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith(".") && /\.tsx?$/.test(name))
    .map((name) => relative(kRoot, join(kRoot, dirname(path), name)));
  return { path, tree, imports };
}
