// A static server with a strict Content-Security-Policy, and Debian's Chromium, for the tests.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
};

export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; base-uri 'none'";

/** Serves `pages` (path to content) and the files under `folders` (prefix to folder); unknown paths are 404. */
export async function serve({ pages = {}, folders = {}, policy = strictPolicy }) {
  const find = (path) => {
    if (path in pages) return pages[path];
    for (const [prefix, folder] of Object.entries(folders)) {
      const file = join(folder, normalize(path.slice(prefix.length)));
      if (path.startsWith(prefix) && existsSync(file)) return readFileSync(file);
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const content = find(path);
    if (content === undefined) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      ...(policy ? { "content-security-policy": policy } : {}),
    });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Everything that a page sends, and everything it reports. */
export function watch(page) {
  const sent = [],
    complaints = [];
  page.on("request", (request) => {
    sent.push([request.method(), request.url(), JSON.stringify(request.headers()), request.postData() ?? ""].join(" "));
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { sent, complaints };
}
