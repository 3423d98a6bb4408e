import { expect, test } from "vitest";
import { messageOf, problemOf } from "../../src/router/problem.ts";

test("a problem starts with a capital letter, a message is unchanged", () => {
  const error = new Error("router.safetensors: not an artifact. Fit one.");
  expect(messageOf(error)).toBe("router.safetensors: not an artifact. Fit one.");
  expect(problemOf(error)).toBe("Router.safetensors: not an artifact. Fit one.");
  expect(problemOf("a string")).toBe("A string");
});
