import { expect, test } from "vitest";
import {
  boxOfText,
  marksAlong,
  overlaps,
  placeLabels,
  type Box,
  type LabelRequest,
} from "../../../src/explorer/charts/labels.ts";

const kBounds: Box = { left: 0, top: 0, right: 400, bottom: 300 };
const widthOf = (text: string): number => 7 * text.length;

const request = (text: string, x: number, y: number): LabelRequest => ({ text, x, y, radius: 5 });
const boxes = (requests: readonly LabelRequest[], marks: Parameters<typeof placeLabels>[1] = []): readonly Box[] =>
  placeLabels(requests, marks, kBounds, widthOf).map((label) => boxOfText(label, widthOf(label.text)));

test("a label with free space is to the right of its point, without a leader", () => {
  const [label] = placeLabels([request("model", 100, 100)], [], kBounds, widthOf);
  expect(label?.x).toBeGreaterThan(100);
  expect(label?.x).toBeLessThan(120);
  expect(label?.leader).toBeNull();
});

test("labels of neighbouring points do not overlap", () => {
  const requests = Array.from({ length: 8 }, (_, at) => request(`model-${at}`, 150 + 4 * at, 150 + 3 * at));
  const placed = boxes(requests);
  for (const [at, box] of placed.entries())
    for (const other of placed.slice(at + 1)) expect(overlaps(box, other)).toBe(false);
});

test("a label at the right edge stays inside the bounds", () => {
  const [box] = boxes([request("a-long-model-name", 395, 150)]);
  expect(box?.right).toBeLessThanOrEqual(kBounds.right);
});

test("a label avoids marks", () => {
  const mark = { x: 125, y: 100, weight: 200 };
  const [box] = boxes([request("model", 100, 100)], [mark]);
  expect(overlaps(box as Box, { left: mark.x, right: mark.x, top: mark.y, bottom: mark.y })).toBe(false);
});

test("a label without free space nearby gets a leader from its mark", () => {
  const marks = Array.from({ length: 400 }, (_, at) => ({
    x: 100 + 4 * ((at % 20) - 10),
    y: 100 + 3 * (Math.floor(at / 20) - 10),
    weight: 200,
  }));
  const [label] = placeLabels([request("model", 100, 100)], marks, kBounds, widthOf);
  expect(label?.leader?.[0]).toMatchObject({ x: 100, y: 100 });
});

test("marks along a line are at most 12 pixels apart and end at its last position", () => {
  const marks = marksAlong(
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
    6,
  );
  expect(marks.at(-1)).toEqual({ x: 100, y: 0, weight: 6 });
  for (const [at, mark] of marks.entries()) expect(mark.x - (marks[at - 1]?.x ?? 0)).toBeLessThanOrEqual(12);
});
