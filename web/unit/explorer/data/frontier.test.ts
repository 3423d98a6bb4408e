import { expect, test } from "vitest";
import { frontier, hull } from "../../../src/explorer/data/frontier.ts";

const outcome = (costPer1000: number, accuracy: number) => ({ costPer1000, accuracy });

test("the frontier contains the undominated outcomes, cheapest first", () => {
  const cheap = outcome(1, 0.5);
  const good = outcome(3, 0.8);
  const dominated = outcome(4, 0.7);
  expect(frontier([dominated, good, cheap])).toEqual([cheap, good]);
});

test("if costs are equal, only the most accurate outcome is on the frontier", () => {
  expect(frontier([outcome(1, 0.5), outcome(1, 0.6), outcome(2, 0.6)])).toEqual([outcome(1, 0.6)]);
});

test("outcomes with an unknown cost or accuracy are not on the frontier", () => {
  expect(frontier([outcome(NaN, 0.9), outcome(1, NaN), outcome(2, 0.5)])).toEqual([outcome(2, 0.5)]);
});

test("the hull omits a frontier point below the line between its neighbours", () => {
  const points = [outcome(0, 0.2), outcome(5, 0.3), outcome(10, 0.8)];
  expect(frontier(points)).toEqual(points);
  expect(hull(points)).toEqual([points[0], points[2]]);
});

test("the hull omits a point on the line, and keeps one above it", () => {
  const [left, right] = [outcome(0, 0), outcome(10, 1)];
  expect(hull([left, outcome(5, 0.5), right])).toEqual([left, right]);
  expect(hull([left, outcome(5, 0.6), right])).toEqual([left, outcome(5, 0.6), right]);
});

test("without known outcomes the hull is empty", () => {
  expect(hull([outcome(NaN, 0.5)])).toEqual([]);
});
