// Reads files from URLs, responses and bytes, and checks them.

import { AlpharouteError, failure } from "./errors.js";

/** A file: its URL, a response with it, or its bytes. */
export type FileSource = string | URL | Response | ArrayBuffer | ArrayBufferView<ArrayBufferLike>;

interface NodeFiles {
  readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
}

// Node's fetch does not read files. Bundlers for pages do not follow this form of import.
function nodeFiles(): NodeFiles | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => NodeFiles } };
  return process?.getBuiltinModule?.("node:fs/promises");
}

/** @internal Returns the absolute URL, relative to the page. */
export function absolute(address: string | URL): URL {
  const base =
    typeof document === "undefined" ? (globalThis as { location?: Location }).location?.href : document.baseURI;
  try {
    return new URL(address, base);
  } catch (cause) {
    throw failure("invalid_argument", `"${address}" is not a valid URL`, cause);
  }
}

async function bytesOfResponse(response: Response, what: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.ok) throw failure("fetch_failed", `The server returned ${response.status} for the ${what}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw reason(cause, `The download of the ${what} was interrupted`);
  }
}

function reason(cause: unknown, what: string): AlpharouteError {
  const isAbort = cause instanceof DOMException && cause.name === "AbortError";
  return failure(isAbort ? "aborted" : "fetch_failed", what, cause);
}

async function bytesOfAddress(address: URL, what: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const files = address.protocol === "file:" ? nodeFiles() : undefined;
  try {
    if (files) return await files.readFile(address);
    return await bytesOfResponse(await fetch(address, signal ? { signal } : {}), what);
  } catch (cause) {
    throw cause instanceof AlpharouteError ? cause : reason(cause, `The ${what} could not be fetched`);
  }
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml");
}

/** @internal `what` names the file in errors. The bytes may belong to the caller: only read them. */
export async function bytesOf(source: FileSource, what: string, signal?: AbortSignal): Promise<Uint8Array> {
  let bytes: Uint8Array;
  if (source instanceof ArrayBuffer) bytes = new Uint8Array(source);
  else if (ArrayBuffer.isView(source)) bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  else if (typeof Response !== "undefined" && source instanceof Response) bytes = await bytesOfResponse(source, what);
  else if (typeof source === "string" || source instanceof URL)
    bytes = await bytesOfAddress(absolute(source), what, signal);
  else throw failure("invalid_argument", `The ${what} must be a URL, a Response or bytes`);
  if (looksLikeHtml(bytes)) throw failure("html_instead", `The ${what} is an HTML page`);
  return bytes;
}

function hexOf(expected: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(expected)) return expected.toLowerCase();
  const base64 = /^sha256-([A-Za-z0-9+/]{43}=)$/.exec(expected)?.[1];
  if (base64 === undefined) return undefined;
  return Array.from(atob(base64), (char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** @internal `expected`: 64 hexadecimal digits, or "sha256-" and base64 as in the integrity attribute of HTML. */
export async function checkIntegrity(bytes: Uint8Array, expected: string | undefined, what: string): Promise<void> {
  if (expected === undefined) return;
  const wanted = hexOf(expected);
  if (wanted === undefined) {
    throw failure(
      "invalid_argument",
      `The integrity of the ${what} must be 64 hexadecimal digits, or "sha256-" and base64`,
    );
  }
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (!subtle) throw failure("no_hash", `The ${what} cannot be hashed here`);
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== wanted) throw failure("hash_mismatch", `The ${what} has the SHA-256 ${found}, not ${wanted}`);
}
