import { expect, test } from "vitest";
import { linearScale, logScale } from "../../../src/explorer/charts/scale.ts";

test("a linear scale maps its domain to pixels and back", () => {
  const scale = linearScale([10, 20], [100, 300]);
  expect([10, 15, 20].map(scale.at)).toEqual([100, 200, 300]);
  expect([100, 200, 300].map(scale.invert)).toEqual([10, 15, 20]);
});

test("an upside-down range maps high values to small pixels", () => {
  expect(linearScale([0, 1], [200, 0]).at(0.75)).toBe(50);
});

test("linear ticks are round values with as many intervals as allowed at most", () => {
  expect(linearScale([0, 1], [0, 1]).ticks(4)).toEqual([0, 0.5, 1]);
  expect(linearScale([0.47, 0.68], [0, 1]).ticks(6)).toEqual([0.5, 0.55, 0.6, 0.65]);
});

test("linear ticks have no rounding errors", () => {
  expect(linearScale([0, 0.3], [0, 1]).ticks(3)).toEqual([0, 0.1, 0.2, 0.3]);
});

test("an empty domain has one tick, and every pixel inverts to its value", () => {
  const scale = linearScale([2, 2], [0, 100]);
  expect(scale.ticks(5)).toEqual([2]);
  expect([scale.at(2), scale.invert(70)]).toEqual([0, 2]);
});

test("a logarithmic scale maps equal ratios to equal distances", () => {
  const scale = logScale([0.01, 100], [0, 400]);
  expect([0.01, 1, 100].map((value) => Math.round(scale.at(value)))).toEqual([0, 200, 400]);
  expect(scale.invert(300)).toBeCloseTo(10, 12);
});

test("values below a logarithmic domain map to its lower edge", () => {
  const scale = logScale([1, 10], [0, 100]);
  expect([scale.at(0), scale.at(-3), scale.at(0.5)]).toEqual([0, 0, 0]);
});

test("logarithmic ticks become fewer with the space", () => {
  const { ticks } = logScale([0.1, 10], [0, 100]);
  expect(ticks(20)).toEqual([0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 3, 5, 7, 10]);
  expect(ticks(7)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
  expect(ticks(5)).toEqual([0.1, 0.3, 1, 3, 10]);
  expect(ticks(3)).toEqual([0.1, 1, 10]);
  expect(ticks(2)).toEqual([0.1, 10]);
});
