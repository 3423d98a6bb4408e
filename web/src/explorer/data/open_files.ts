// A router or rows from the user: files that were chosen or dropped, or an address.

import type { FileSource } from "alpharoute/worker";
import { announce } from "../../ui/announce.ts";
import { kTurns, loadRouter, router, routerState, type RouterSource } from "../../router/router.ts";
import { messageOf } from "../../router/problem.ts";
import { embedderWithHash } from "../../router/samples.ts";
import { kRowsFormat } from "./rows_file.ts";
import { parseSafetensors } from "./safetensors.ts";
import { problem, show, showAlone } from "./subject.ts";

const kRouterFormat = "alpharoute-router/1";

interface Opened {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly format: string;
  readonly embedder: string;
}

/** Takes a router, rows, or both at once. What can't be used is said in one sentence, and the view stays. */
export async function openFiles(files: readonly File[]): Promise<void> {
  await attempt(async () =>
    openAll(await Promise.all(files.map(async (file) => read(file.name, await file.arrayBuffer())))),
  );
}

export async function openAddress(address: string): Promise<void> {
  await attempt(async () => openAll([read(nameOf(address), await download(address))]));
}

async function attempt(work: () => Promise<void>): Promise<void> {
  problem.value = null;
  try {
    await work();
  } catch (error) {
    problem.value = messageOf(error);
  }
  announce(problem.value === null ? "The new figures are shown" : "The file could not be opened");
}

function read(name: string, bytes: ArrayBuffer): Opened {
  try {
    const { metadata } = parseSafetensors(bytes);
    const { format = "" } = metadata;
    if (format !== kRouterFormat && format !== kRowsFormat)
      throw new Error("it is neither a router nor rows of alpharoute");
    return { name, bytes, format, embedder: hashOf(metadata.embedder) };
  } catch (error) {
    throw new Error(
      `${name} can't be used: ${messageOf(error)}. Choose a file that alpharoute fit or evaluate --export made.`,
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

const nameOf = (address: string): string => address.slice(address.lastIndexOf("/") + 1) || address;

async function download(address: string): Promise<ArrayBuffer> {
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    throw new Error(`"${address}" is no address. Enter one that begins with https://.`);
  }
  const response = await fetch(url).catch(() => {
    throw new Error(
      `${url.host} could not be reached, or does not let this page read the file. Download it and open it as a file.`,
    );
  });
  if (!response.ok)
    throw new Error(`${url.host} answers ${response.status} for ${nameOf(address)}. See whether the address is right.`);
  return response.arrayBuffer();
}

async function openAll(files: readonly Opened[]): Promise<void> {
  const artifact = files.find(({ format }) => format === kRouterFormat);
  const rows = files.find(({ format }) => format === kRowsFormat);
  if (artifact) await loadRouter(sourceOf(artifact));
  const state = routerState.value;
  if (artifact && state.status === "failed") throw new Error(`${artifact.name} can't be used: ${state.problem}`);
  const loaded = router.value;
  if (loaded === null) throw new Error("There is no router that these rows could be of. Open a router first.");
  if (rows && (await show(loaded, rows.bytes)) === "failed" && artifact) {
    // The router is new all the same; a sentence says what is wrong with its rows.
    const { value } = problem;
    await showAlone(loaded);
    problem.value ??= value;
  }
}

function sourceOf({ name, bytes, embedder }: Opened): RouterSource {
  const files: { readonly artifact: FileSource; readonly embedder: FileSource | undefined } = {
    artifact: bytes,
    embedder: embedderWithHash(embedder),
  };
  return { id: "", name: name.replace(/\.safetensors$/, ""), files: async () => files, turns: kTurns };
}
