import { beforeEach, expect, test } from "vitest";
import {
  currentChange,
  isChanged,
  noChange,
  reset,
  scoring,
  setFactor,
  toggleRemoved,
} from "../../../src/explorer/data/what_if.ts";

beforeEach(reset);

test("without settings the change has the default scoring and no factors", () => {
  expect(currentChange("paper")).toEqual(noChange("paper"));
  expect(isChanged.value).toBe(false);
});

test("prices, removed models and scoring are part of the change", () => {
  setFactor("a", 2);
  toggleRemoved("b");
  scoring.value = "refcode";
  expect(currentChange("posterior")).toEqual({ scoring: "refcode", factors: { a: 2 }, removed: ["b"] });
  expect(isChanged.value).toBe(true);
});

test("a factor of 1 and a second toggle undo a change", () => {
  setFactor("a", 2);
  toggleRemoved("b");
  setFactor("a", 1);
  toggleRemoved("b");
  expect(isChanged.value).toBe(false);
});

test("reset undoes every change", () => {
  setFactor("a", 0.5);
  toggleRemoved("b");
  scoring.value = "paper";
  reset();
  expect(isChanged.value).toBe(false);
});
