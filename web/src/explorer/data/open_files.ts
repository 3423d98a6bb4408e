// Opens a router or rows from files or a URL.

import type { FileSource } from "alpharoute/worker";
import { announce } from "../../ui/announce.ts";
import { kTurns, loadRouter, router, routerState, type RouterSource } from "../../router/router.ts";
import { messageOf } from "../../router/problem.ts";
import { embedderWithHash } from "../../router/samples.ts";
import { kRowsFormat } from "./rows_file.ts";
import { parseSafetensors } from "alpharoute/safetensors";
import { openProblem, show, showWithSampleRows } from "./subject.ts";

const kRouterFormat = "alpharoute-router/1";

interface OpenedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly format: string;
  readonly embedderHash: string;
}

/** Opens a router, rows, or both. On failure, keeps the current view and sets `openProblem`. */
export async function openFiles(files: readonly File[]): Promise<void> {
  await attempt(async () =>
    openAll(await Promise.all(files.map(async (file) => read(file.name, await file.arrayBuffer())))),
  );
}

/** Like `openFiles`, for a file at a URL. */
export async function openUrl(url: string): Promise<void> {
  await attempt(async () => openAll([read(fileNameOf(url), await download(url))]));
}

async function attempt(open: () => Promise<void>): Promise<void> {
  openProblem.value = null;
  try {
    await open();
  } catch (error) {
    openProblem.value = messageOf(error);
  }
  announce(openProblem.value === null ? "Figures updated" : "The file could not be opened");
}

function read(name: string, bytes: ArrayBuffer): OpenedFile {
  try {
    const { metadata } = parseSafetensors(bytes);
    const { format = "" } = metadata;
    if (format !== kRouterFormat && format !== kRowsFormat)
      throw new Error("it is not an Alpharoute router or rows file");
    return { name, bytes, format, embedderHash: hashOf(metadata.embedder) };
  } catch (error) {
    throw new Error(
      `${name} cannot be used: ${messageOf(error)}. Open a file written by alpharoute fit or alpharoute evaluate --export.`,
    );
  }
}

function hashOf(embedder: string | undefined): string {
  try {
    return String((JSON.parse(embedder ?? "") as { readonly sha256?: unknown }).sha256);
  } catch {
    return "";
  }
}

const fileNameOf = (url: string): string => url.slice(url.lastIndexOf("/") + 1) || url;

async function download(text: string): Promise<ArrayBuffer> {
  let url: URL;
  try {
    url = new URL(text, document.baseURI);
  } catch {
    throw new Error(`"${text}" is not a URL. Enter one that starts with https://.`);
  }
  const response = await fetch(url).catch(() => {
    throw new Error(
      `${url.host} could not be reached, or does not allow this page to read the file. Download it and open it as a file.`,
    );
  });
  if (!response.ok)
    throw new Error(`${url.host} returned status ${response.status} for ${fileNameOf(text)}. Check the URL.`);
  return response.arrayBuffer();
}

async function openAll(files: readonly OpenedFile[]): Promise<void> {
  const artifact = files.find(({ format }) => format === kRouterFormat);
  const rows = files.find(({ format }) => format === kRowsFormat);
  if (artifact) await loadRouter(sourceOf(artifact));
  const state = routerState.value;
  if (artifact && state.status === "failed") throw new Error(`${artifact.name} cannot be used: ${state.problem}`);
  const loaded = router.value;
  if (loaded === null) throw new Error("These rows need a router. Open a router first.");
  if (rows && (await show(loaded, rows.bytes)) === "failed" && artifact) {
    // Show the new router, but still report why its rows could not be used.
    const { value } = openProblem;
    await showWithSampleRows(loaded);
    openProblem.value ??= value;
  }
}

function sourceOf({ name, bytes, embedderHash }: OpenedFile): RouterSource {
  const files: { readonly artifact: FileSource; readonly embedder: FileSource | undefined } = {
    artifact: bytes,
    embedder: embedderWithHash(embedderHash),
  };
  return { id: "", name: name.replace(/\.safetensors$/, ""), files: async () => files, turns: kTurns };
}
