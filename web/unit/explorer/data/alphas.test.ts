import { expect, test } from "vitest";
import { alphaIndexOf, kAlphas } from "../../../src/explorer/data/alphas.ts";

test("α is evaluated at every hundredth, exactly", () => {
  expect(kAlphas).toHaveLength(101);
  expect([kAlphas[0], kAlphas[29], kAlphas[100]]).toEqual([0, 0.29, 1]);
});

test("an α maps to the nearest index, and to the ends outside of 0 to 1", () => {
  expect([0.294, 0.296, -0.1, 1.7].map(alphaIndexOf)).toEqual([29, 30, 0, 100]);
});

test("every evaluated α maps to its own index", () => {
  expect(Array.from(kAlphas, alphaIndexOf)).toEqual(Array.from(kAlphas, (_, index) => index));
});
