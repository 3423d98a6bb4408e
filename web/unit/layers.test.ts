import { expect, test } from "vitest";
import { readSources, type Source } from "./sources.ts";

// A folder may import itself and the folders of earlier lines.
const kLayers: readonly (readonly string[])[] = [
  ["ui"],
  ["gateway", "markdown"],
  ["router"],
  ["providers"],
  ["decision"],
  ["preview", "explorer/data"],
  ["explorer/charts"],
  ["explorer/view"],
  ["chat"],
  [""], // App, start and main
];

const kSources = readSources();

const isIn = (path: string, folder: string): boolean => folder === "" || path.startsWith(`${folder}/`);
const layerOf = (path: string): number => kLayers.findIndex((folders) => folders.some((folder) => isIn(path, folder)));
const folderOf = (path: string): string => kLayers[layerOf(path)]?.find((folder) => isIn(path, folder)) ?? path;
const areaOf = (path: string): string => path.split("/")[0] ?? "";

function mayImport(from: string, to: string): boolean {
  if (folderOf(from) === folderOf(to)) return true;
  if (areaOf(to) === "explorer" && ["preview", "chat"].includes(areaOf(from))) return false;
  if (areaOf(from) === "explorer" && areaOf(to) === "preview") return false;
  return layerOf(to) < layerOf(from);
}

test("a folder imports only itself and lower folders, and explorer and preview do not import each other", () => {
  const wrong = kSources.flatMap(({ path, imports }) =>
    imports.filter((target) => !mayImport(path, target)).map((target) => `${path} imports ${target}`),
  );
  expect(kSources.length).toBeGreaterThan(80);
  expect(wrong).toEqual([]);
});

test("no files import each other in a cycle", () => {
  const byPath = new Map(kSources.map((source) => [source.path, source]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = ({ path, imports }: Source, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) return void cycles.push([...trail.slice(at), path].join(" > "));
    if (done.has(path)) return;
    for (const target of imports) {
      const next = byPath.get(target);
      if (next) visit(next, [...trail, path]);
    }
    done.add(path);
  };
  for (const source of kSources) visit(source, []);
  expect(cycles).toEqual([]);
});
