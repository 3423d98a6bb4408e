// Why the router chose no model, in the words of the controls that stand beside it.

import { AlpharouteError } from "alpharoute/worker";
import { priceCap, requestOptions } from "./controls.ts";
import { problemOf } from "../router/problem.ts";
import { served } from "./served.ts";

/** A sentence or two. */
export function refusalOf(error: unknown): string {
  return error instanceof AlpharouteError && error.code === "no_model" ? noModel() : problemOf(error);
}

function noModel(): string {
  if (requestOptions.value.deny?.length === served.value.length)
    return "Every model is excluded. Let one answer, or clear all rules.";
  if (priceCap.value !== null)
    return "No model is expected to answer this prompt within the price cap. Raise the cap, or let more models answer.";
  return (
    "For prompts like this one, accuracy and cost are known of no model that may answer. " +
    "Move the dial to best, or let more models answer."
  );
}
