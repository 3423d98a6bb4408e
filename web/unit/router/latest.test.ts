import { expect, test, vi } from "vitest";
import { latestOnly, rememberLast } from "../../src/router/latest.ts";

test("input that arrives during a run replaces the input that waits", async () => {
  const seen: number[] = [];
  const releases: (() => void)[] = [];
  const run = latestOnly<number>(async (input) => {
    seen.push(input);
    await new Promise<void>((done) => releases.push(done));
  });
  for (const input of [1, 2, 3]) run(input);
  expect(seen).toEqual([1]);
  releases.shift()?.();
  await vi.waitFor(() => expect(seen).toEqual([1, 3]));
});

test("after a run that ended, new input runs at once", async () => {
  const seen: number[] = [];
  const run = latestOnly<number>(async (input) => void seen.push(input));
  run(1);
  await Promise.resolve();
  await Promise.resolve();
  run(2);
  expect(seen).toEqual([1, 2]);
});

test("the same members return the remembered output, other members a new one", () => {
  const work = vi.fn(({ a, b }: { a: number; b: string }) => `${a}${b}`);
  const remembered = rememberLast(work);
  expect([remembered({ a: 1, b: "x" }), remembered({ a: 1, b: "x" }), remembered({ a: 2, b: "x" })]).toEqual([
    "1x",
    "1x",
    "2x",
  ]);
  expect(work).toHaveBeenCalledTimes(2);
});

test("only the last output is remembered", () => {
  const work = vi.fn(({ a }: { a: number }) => a);
  const remembered = rememberLast(work);
  for (const a of [1, 2, 1]) remembered({ a });
  expect(work).toHaveBeenCalledTimes(3);
});
