// Reads safetensors files: 8 bytes of header length, a JSON header, tensors.
// Format: https://github.com/huggingface/safetensors

import { kMaxHeaderBytes } from "./generated.js";

const kElementSizes: Readonly<Record<string, number>> = { F32: 4, F16: 2, U32: 4, I8: 1, U8: 1 };

/** A tensor of a file. */
export interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: ArrayBuffer;
}

/** A parsed file. */
export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  /** Returns undefined if the file has no such tensor. Throws if the tensor does not fit the file. */
  tensor(name: string): Tensor | undefined;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Parses the header. Throws if the file is not a safetensors file. */
export function parseSafetensors(file: ArrayBuffer): Safetensors {
  const length = file.byteLength < 8 ? 0n : new DataView(file).getBigUint64(0, true);
  if (length < 2n || length > BigInt(Math.min(kMaxHeaderBytes, file.byteLength - 8)))
    throw new Error("not a safetensors file");
  const begin = 8 + Number(length);
  const header = parseHeader(new Uint8Array(file, 8, Number(length)));
  const data = file.byteLength - begin;
  return {
    metadata: (header.__metadata__ ?? {}) as Readonly<Record<string, string>>,
    tensor: (name) => {
      const entry = header[name];
      if (entry === undefined) return undefined;
      if (!fits(entry, data)) throw new Error(`its tensor "${name}" does not fit the file`);
      return {
        dtype: entry.dtype,
        shape: entry.shape,
        bytes: file.slice(begin + entry.data_offsets[0], begin + entry.data_offsets[1]),
      };
    },
  };
}

function parseHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof header === "object" && header !== null) return header as Record<string, unknown>;
  } catch {
    // Report every invalid header in the same way.
  }
  throw new Error("not a safetensors file");
}

function fits(value: unknown, data: number): value is Entry {
  const { dtype, shape, data_offsets: offsets } = value as Partial<Entry>;
  if (typeof dtype !== "string" || !Array.isArray(shape) || !Array.isArray(offsets)) return false;
  const size = shape.reduce(
    (product: number, length: unknown) => product * (Number.isInteger(length) ? (length as number) : NaN),
    kElementSizes[dtype] ?? NaN,
  );
  const [from, to] = offsets as unknown as readonly [number, number];
  return from >= 0 && to <= data && to - from === size;
}

/** Returns the values of an F32 or F16 tensor. */
export function floatsOf({ dtype, bytes }: Tensor): Float32Array {
  if (dtype === "F32") return new Float32Array(bytes);
  if (dtype === "F16") return halvesToFloats(new Uint16Array(bytes));
  throw new Error(`its numbers are ${dtype}, not F32 or F16`);
}

const kScales = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (Math.max(1, exponent) - 25));

// Converts IEEE 754 half precision exactly.
function halvesToFloats(halves: Uint16Array): Float32Array {
  const out = new Float32Array(halves.length);
  for (let at = 0; at < halves.length; ++at) {
    const half = halves[at] as number;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const size =
      exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (exponent === 0 ? fraction : 1024 + fraction) * (kScales[exponent] as number);
    out[at] = half & 0x8000 ? -size : size;
  }
  return out;
}
