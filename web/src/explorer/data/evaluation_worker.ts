// Entry point of the evaluation worker: loads one router, then evaluates it.

import { messageOf } from "../../router/problem.ts";
import { EvaluatedRouter } from "./evaluated_router.ts";
import type { EvaluationRequest, RequestMessage, ResponseMessage } from "./evaluation_protocol.ts";

let evaluated: EvaluatedRouter | undefined;

async function handle(request: EvaluationRequest): Promise<Extract<ResponseMessage, { result: unknown }>["result"]> {
  if (request.call === "load") {
    evaluated = await EvaluatedRouter.load(request.artifact, request.rows);
    return evaluated.info;
  }
  if (evaluated === undefined) throw new Error("The router is not loaded yet.");
  return evaluated.evaluate(request.change);
}

onmessage = async ({ data: { id, ...request } }: MessageEvent<RequestMessage>) => {
  let response: ResponseMessage;
  try {
    response = { id, result: await handle(request) };
  } catch (error) {
    response = { id, problem: messageOf(error) };
  }
  postMessage(response);
};
