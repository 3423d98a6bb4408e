// The loaded router, which runs in a worker, and where it was loaded from.

import { AlpharouteWorker, type Description, type FileSource } from "alpharoute/worker";
import { computed, effect, signal } from "@preact/signals";
import { findGateway, gatewayHeaders, gatewayKey, gatewayUrl, hasGateway, type Manifest } from "../gateway/gateway.ts";
import { announce } from "../ui/announce.ts";
import { problemOf } from "./problem.ts";
import { embedderWithHash, kSamples, type Sample } from "./samples.ts";

/** The origin of a router: its files, and how they are used. */
export interface RouterSource {
  /** A sample's id, "gateway", or "" for the user's own file. */
  readonly id: string;
  /** Shown to the user. */
  readonly name: string;
  /** Without an embedder file the web app cannot decide for text: the embedder is a server. */
  readonly files: () => Promise<{ readonly artifact: FileSource; readonly embedder?: FileSource | undefined }>;
  /** Number of user turns that a decision uses. */
  readonly turns: number;
  /** Set if the gateway decides with the same router; its default alpha. */
  readonly gateway?: { readonly alpha: number };
}

export interface LoadedRouter {
  readonly source: RouterSource;
  readonly worker: AlpharouteWorker;
  /** False if the embedder is a server. */
  readonly decidesText: boolean;
  readonly description: Description;
  /** Row of each model in the artifact, by id. */
  readonly rows: ReadonlyMap<string, number>;
}

export type RouterState =
  | { readonly status: "loading"; readonly name: string }
  | { readonly status: "ready"; readonly router: LoadedRouter }
  | { readonly status: "failed"; readonly name: string; readonly problem: string };

export const routerState = signal<RouterState>({ status: "loading", name: "" });

/** The router in use. It stays in use while another one loads, and if that fails. */
export const router = signal<LoadedRouter | null>(null);

export const models = computed(() => router.value?.description.models ?? []);

/** True if the default router is in use, or none. */
export const isUsualRouter = computed(
  () => router.value === null || router.value.source.id === (hasGateway.value ? kGatewayId : kSamples[0].id),
);

const kGatewayId = "gateway";

/** Number of user turns that a decision uses, without a gateway. */
export const kTurns = 3;

export function sampleSource({ id, name, artifact, embedder }: Sample): RouterSource {
  return { id, name, files: async () => ({ artifact, embedder }), turns: kTurns };
}

// A worker fetches addresses itself, but without the API key.
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

/** Loads a router and puts it in use. If that fails, the router in use stays. */
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

/** Waits until no router is loading; returns the router in use, or null if there is none. */
export async function settledRouter(): Promise<LoadedRouter | null> {
  await new Promise<void>((done) => {
    const stop = effect(() => {
      if (routerState.value.status !== "loading") queueMicrotask(() => (stop(), done()));
    });
  });
  return router.value;
}

/** Loads the gateway's router, or the first sample if there is no gateway. */
export async function loadDefaultRouter(): Promise<void> {
  const found = await findGateway();
  await loadRouter(found.status === "found" ? gatewaySource(found.manifest) : sampleSource(kSamples[0]));
}
