import { expect, test } from "vitest";
import { linearScale } from "../../../src/explorer/charts/scale.ts";
import { accuracyScale, costScale, mixtureLine, stepLine } from "../../../src/explorer/charts/trade_off_lines.ts";

const kFrame = { left: 0, right: 100, top: 0, bottom: 50 };
const outcome = (costPer1000: number, accuracy: number) => ({ costPer1000, accuracy });

test("a step line is level between corners and up to the right edge", () => {
  expect(
    stepLine(
      [
        { x: 10, y: 40 },
        { x: 30, y: 20 },
      ],
      kFrame,
    ),
  ).toEqual([
    { x: 10, y: 40 },
    { x: 30, y: 40 },
    { x: 30, y: 20 },
    { x: 100, y: 20 },
  ]);
});

test("the mixture line is straight on linear axes", () => {
  const [x, y] = [linearScale([0, 10], [0, 100]), linearScale([0, 1], [50, 0])];
  const line = mixtureLine([outcome(0, 0), outcome(10, 1)], x, y, kFrame);
  for (const position of line) expect(position.y).toBeCloseTo(50 - position.x / 2, 9);
  expect(line.at(-1)).toEqual({ x: 100, y: 0 });
});

test("without models both lines are empty", () => {
  const scale = linearScale([0, 1], [0, 1]);
  expect([stepLine([], kFrame), mixtureLine([], scale, scale, kFrame)]).toEqual([[], []]);
});

test("a linear cost axis starts at zero; a logarithmic one leaves zero costs out", () => {
  const outcomes = [outcome(0, 0.5), outcome(2, 0.6), outcome(8, 0.7), outcome(NaN, 0.9)];
  expect(costScale(outcomes, false, kFrame).domain).toEqual([0, 8 * 1.06]);
  expect(costScale(outcomes, true, kFrame).domain).toEqual([2 / 1.25, 8 * 1.25]);
});

test("the accuracy axis has a margin, but stays within 0 to 1", () => {
  const [low, high] = accuracyScale([outcome(1, 0.01), outcome(2, 0.99)], kFrame).domain;
  expect([low, high]).toEqual([0, 1]);
  expect(accuracyScale([outcome(1, 0.5), outcome(2, 0.6)], kFrame).domain[0]).toBeCloseTo(0.48, 12);
});
