// Messages for a failed decision: the reason, and the control to change.

import { AlpharouteError } from "alpharoute/worker";
import { problemOf } from "../router/problem.ts";
import { priceCap, requestOptions } from "./controls.ts";
import { served } from "./served.ts";

/** Returns one or two sentences. */
export function decisionProblem(error: unknown): string {
  return error instanceof AlpharouteError && error.code === "no_model" ? noModelMessage() : problemOf(error);
}

function noModelMessage(): string {
  if (requestOptions.value.deny?.length === served.value.length)
    return "Every model is excluded. Allow one, or clear all rules.";
  if (priceCap.value !== null)
    return "No allowed model is expected to answer this prompt within the price cap. Raise the cap, or allow more models.";
  return (
    "No allowed model has a known accuracy and cost for this prompt. " +
    "Move the slider to best, or allow more models."
  );
}
