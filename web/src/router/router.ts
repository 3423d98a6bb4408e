// The router that the page decides with, in a worker, and where it came from.

import { AlpharouteWorker, type Description, type FileSource } from "alpharoute/worker";
import { computed, effect, signal } from "@preact/signals";
import { announce } from "../ui/announce.ts";
import { findGateway, gatewayHeaders, gatewayKey, gatewayUrl, hasGateway, type Manifest } from "../gateway/gateway.ts";
import { problemOf } from "./problem.ts";
import { embedderWithHash, kSamples, type Sample } from "./samples.ts";

/** What a router is loaded from. */
export interface RouterSource {
  /** A sample's id, "gateway", or "" for a file of the user's. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Without embedder: it is a server's, and the page can't decide for text. */
  readonly files: () => Promise<{ readonly artifact: FileSource; readonly embedder?: FileSource | undefined }>;
  /** User turns that a decision goes by. */
  readonly turns: number;
  /** Set if the gateway decides with the same router: where its dial stands. */
  readonly gateway?: { readonly alpha: number };
}

export interface LoadedRouter {
  readonly source: RouterSource;
  readonly worker: AlpharouteWorker;
  /** False if the embedder is a server's. */
  readonly decidesText: boolean;
  readonly description: Description;
  /** Row of a model by its id. */
  readonly rows: ReadonlyMap<string, number>;
}

export type RouterState =
  | { readonly status: "loading"; readonly name: string }
  | { readonly status: "ready"; readonly router: LoadedRouter }
  | { readonly status: "failed"; readonly name: string; readonly problem: string };

export const routerState = signal<RouterState>({ status: "loading", name: "" });

/** The router in use; while another one loads, or fails to, the one before. */
export const router = signal<LoadedRouter | null>(null);

export const models = computed(() => router.value?.description.models ?? []);

/** Whether it is the one that the page begins with. */
export const isUsualRouter = computed(
  () => router.value === null || router.value.source.id === (hasGateway.value ? kGatewayId : kSamples[0].id),
);

const kGatewayId = "gateway";

/** User turns that a decision goes by, where no gateway says how many. */
export const kTurns = 3;

export function sampleSource({ id, name, artifact, embedder }: Sample): RouterSource {
  return { id, name, files: async () => ({ artifact, embedder }), turns: kTurns };
}

// A worker fetches addresses itself, but without the key.
async function published(url: string): Promise<FileSource> {
  const address = gatewayUrl(url);
  return gatewayKey.value === "" ? address : fetch(address, { headers: gatewayHeaders() });
}

function gatewaySource({ router, embedder, turns, defaults }: Manifest): RouterSource {
  return {
    id: kGatewayId,
    name: "The gateway's router",
    files: async () => ({
      artifact: await published(router.url),
      embedder: embedder === null ? undefined : (embedderWithHash(embedder.sha256) ?? (await published(embedder.url))),
    }),
    turns,
    gateway: { alpha: defaults.alpha },
  };
}

let latest = 0;

/** Loads a router and takes it into use. On failure the page keeps the one it has. */
export async function loadRouter(source: RouterSource): Promise<void> {
  const turn = ++latest;
  routerState.value = { status: "loading", name: source.name };
  try {
    const files = await source.files();
    const worker = await AlpharouteWorker.load(files);
    if (turn !== latest) return worker.dispose();
    const description = worker.describe();
    const rows = new Map(description.models.map((model, row) => [model.id, row]));
    router.value?.worker.dispose();
    router.value = { source, worker, decidesText: files.embedder !== undefined, description, rows };
    routerState.value = { status: "ready", router: router.value };
  } catch (error) {
    if (turn !== latest) return;
    routerState.value = { status: "failed", name: source.name, problem: problemOf(error) };
    announce("The router could not be loaded");
  }
}

/** The router in use, as soon as none is being loaded; null if there is none. */
export async function settledRouter(): Promise<LoadedRouter | null> {
  await new Promise<void>((done) => {
    const stop = effect(() => {
      if (routerState.value.status !== "loading") queueMicrotask(() => (stop(), done()));
    });
  });
  return router.value;
}

/** The gateway's router if the page has a gateway, else the first sample. */
export async function loadDefaultRouter(): Promise<void> {
  const found = await findGateway();
  await loadRouter(found.status === "there" ? gatewaySource(found.manifest) : sampleSource(kSamples[0]));
}
