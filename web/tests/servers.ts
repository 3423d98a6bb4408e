// Servers for the tests: the real gateway, a static file server, and a scripted provider.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import type { Decision } from "alpharoute/worker";

export const kRoot = join(import.meta.dirname, "../..");
export const kProgram = process.env.ALPHAROUTE_PROGRAM ?? join(kRoot, "build/release/bin/alpharoute");
export const kPage = join(kRoot, "web/dist");
export const kAssets = join(kRoot, "assets");

export interface Running {
  /** Ends in "/". */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `alpharoute serve` with the web app that was built here. `config`: TOML. */
export async function startGateway({
  config = "",
  port = 0,
  web = kPage,
  env = {},
}: { config?: string; port?: number; web?: string; env?: Record<string, string> } = {}): Promise<Running> {
  const args = ["serve", "--port", String(port), "--web", web];
  if (config !== "") {
    const file = join(mkdtempSync(join(tmpdir(), "alpharoute-web-")), "gateway.toml");
    writeFileSync(file, config);
    args.push("--config", file);
  }
  const process_ = spawn(kProgram, args, { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, ...env } });
  const kill = (): void => void process_.kill("SIGKILL"); // also if a timeout ends the test runner's process
  process.once("exit", kill);
  const [line] = (await once(createInterface(process_.stdout), "line")) as [string];
  const address = /http:\/\/\S+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`the gateway did not start: ${line}`);
  return {
    url: `${address}/`,
    async stop() {
      process.off("exit", kill);
      if (process_.exitCode !== null || process_.signalCode !== null) return;
      kill();
      await once(process_, "exit");
    },
  };
}

/** Returns the gateway's decision for `text`. */
export async function decisionOf(gateway: Running, text: string, options: object): Promise<Decision> {
  const body = JSON.stringify({ text, ...options });
  const response = await fetch(`${gateway.url}v1/route`, { method: "POST", body });
  return (await response.json()) as Decision;
}

const kTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves the web app as static files. `replace`: handlers for paths that match a pattern. */
export function startSite(replace: Readonly<Record<string, RequestListener>> = {}): Promise<Running> {
  return start((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const other = Object.entries(replace).find(([pattern]) => new RegExp(pattern).test(path));
    if (other) return other[1](request, response);
    const file = join(kPage, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": kTypes[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
}

export interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** Writes one stream event in OpenAI's format. */
export function chunk(response: ServerResponse, content: string, finish: string | null = null): void {
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`);
}

/** Starts a provider that allows other origins. `answer` writes the response, an event stream unless it sets other headers. */
export async function startProvider(
  answer: (response: ServerResponse, request: Received) => void | Promise<void>,
): Promise<Running & { readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const running = await start(async (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "authorization, content-type");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    const call = {
      path: request.url ?? "",
      authorization: request.headers.authorization,
      body: JSON.parse(await textOf(request)) as Received["body"],
    };
    received.push(call);
    response.setHeader("content-type", "text/event-stream");
    await answer(response, call);
  });
  return { ...running, received };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function start(listener: RequestListener): Promise<Running> {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      const closed = once(server, "close");
      server.close(); // before closeAllConnections: browsers open spare connections
      server.closeAllConnections();
      await closed;
    },
  };
}
