import { expect, test } from "vitest";
import { bandPath, linePath } from "../../../src/explorer/charts/paths.ts";
import { placeAreaName, stackShares } from "../../../src/explorer/charts/share_areas.ts";
import type { CurvePoint } from "../../../src/explorer/data/types.ts";

const pointOf = (shares: readonly number[]): CurvePoint => ({
  alpha: 0,
  accuracy: 0,
  costPer1000: 0,
  shares,
  undecided: 0,
  unanswered: 0,
});
const kFrame = { left: 0, right: 100, top: 0, bottom: 100 };
const slicesOf = (thickness: (x: number) => number) =>
  Array.from({ length: 101 }, (_, x) => ({ x, top: 50 - thickness(x) / 2, bottom: 50 + thickness(x) / 2 }));

test("each area starts where the area below it ends", () => {
  expect(stackShares([pointOf([0.25, 0.75]), pointOf([0, 1])], 2)).toEqual([
    [
      [0, 0.25],
      [0, 0],
    ],
    [
      [0.25, 1],
      [0, 1],
    ],
  ]);
});

test("a name is in the middle of an even area", () => {
  expect(
    placeAreaName(
      40,
      slicesOf(() => 60),
      kFrame,
    ),
  ).toEqual({ x: 50, y: 54 });
});

test("a name is only where the area is thick enough over its whole width", () => {
  const position = placeAreaName(
    30,
    slicesOf((x) => (x > 55 ? 40 : 10)),
    kFrame,
  );
  expect((position?.x ?? 0) - 15).toBeGreaterThan(55);
});

test("a thin or narrow area has no name", () => {
  expect(
    placeAreaName(
      30,
      slicesOf(() => 15),
      kFrame,
    ),
  ).toBeNull();
  expect(
    placeAreaName(
      95,
      slicesOf(() => 60),
      kFrame,
    ),
  ).toBeNull();
});

test("an area's path is closed: its upper edge, then its lower edge backwards", () => {
  const slices = [
    { x: 0, top: 1, bottom: 5 },
    { x: 10, top: 2, bottom: 6 },
  ];
  expect(bandPath(slices)).toBe("M0,1L10,2L10,6L0,5Z");
});

test("a line has a gap at an unknown position", () => {
  const positions = [1, 2, NaN, 3, 4].map((y, x) => ({ x, y }));
  expect(linePath(positions)).toBe("M0,1L1,2M3,3L4,4");
});
