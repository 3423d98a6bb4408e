// What a router's choices come to: the figures of `alpharoute evaluate` (native/evaluate), term by term, in the page.

import type { Router } from "alpharoute";
import type { Queries } from "./queries.ts";
import type { Change, Evaluation, Outcome, Point } from "./types.ts";

/** 0, 0.01, ... 1. */
const kDial = Float64Array.from({ length: 101 }, (_, step) => step / 100);
const kUndecided = -1;

/** By query, the model at each place of the dial, or kUndecided. */
type Choices = Int16Array;

/** A mean of what is known; of nothing it is NaN. */
class Mean {
  #sum = 0;
  #weight = 0;

  add(value: number, weight: number): void {
    if (Number.isNaN(value)) return;
    this.#sum += weight * value;
    this.#weight += weight;
  }

  get value(): number {
    return this.#weight > 0 ? this.#sum / this.#weight : NaN;
  }
}

/** `router` is at the change's prices already. */
export function evaluate(router: Router, queries: Queries, change: Change): Evaluation {
  const begin = performance.now();
  const models = router.models().map(({ id }) => id);
  const costs = repriced(queries, models, change.factors);
  const priced: Queries = { ...queries, costs };
  const choices = route(router, priced, models, change);
  const curve = Array.from(kDial, (alpha, place) => ({
    alpha,
    ...measure(priced, models.length, (query) => choices[query * kDial.length + place] as number),
  }));
  const singles = models.map((_, model) => measure(priced, models.length, () => model));
  const kept = models.flatMap((id, model) => (change.removed.includes(id) ? [] : [model]));
  return {
    change,
    curve,
    singles,
    oracle: measure(priced, models.length, (query) => oracleChoice(priced, models.length, kept, query)),
    random: average(kept.map((model) => singles[model] as Outcome)),
    milliseconds: performance.now() - begin,
  };
}

function repriced({ costs }: Queries, models: readonly string[], factors: Change["factors"]): Queries["costs"] {
  const all = models.map((id) => factors[id] ?? 1);
  if (all.every((factor) => factor === 1)) return costs;
  return Float64Array.from(costs, (cost, cell) => cost * (all[cell % all.length] as number));
}

function route(
  router: Router,
  { count, dimensions, embeddings }: Queries,
  models: readonly string[],
  { scoring, removed }: Change,
): Choices {
  const rows = new Map<string | null, number>(models.map((id, row) => [id, row]));
  const options = { scoring, ...(removed.length > 0 && { deny: removed }) };
  const choices = new Int16Array(count * kDial.length).fill(kUndecided);
  for (let query = 0; query < count; ++query) {
    const places = router.sweep(embeddings.subarray(query * dimensions, (query + 1) * dimensions), kDial, options);
    let last: string | null = null;
    let row = kUndecided;
    for (let place = 0; place < places.length; ++place) {
      const model = places[place]?.model ?? null;
      if (model !== last) row = rows.get(model) ?? kUndecided;
      last = model;
      choices[query * kDial.length + place] = row;
    }
  }
  return choices;
}

function measure(
  { count, scores, costs, weights }: Queries,
  models: number,
  choice: (query: number) => number,
): Omit<Point, "alpha"> {
  const accuracy = new Mean();
  const cost = new Mean();
  const chosen = new Array<number>(models).fill(0);
  let all = 0;
  let undecided = 0;
  let unanswered = 0;
  for (let query = 0; query < count; ++query) {
    const weight = weights?.[query] ?? 1;
    const model = choice(query);
    all += weight;
    if (model === kUndecided) {
      undecided += weight;
      continue;
    }
    chosen[model] = (chosen[model] as number) + weight;
    const score = scores[query * models + model] as number;
    if (Number.isNaN(score)) unanswered += weight;
    accuracy.add(score, weight);
    cost.add(costs[query * models + model] as number, weight);
  }
  return {
    accuracy: accuracy.value,
    costPer1000: cost.value * 1000,
    shares: chosen.map((queries) => queries / all),
    undecided,
    unanswered,
  };
}

// The best score, of equal ones the least cost, of equal ones the first; an unknown cost is the dearest.
function oracleChoice({ scores, costs }: Queries, models: number, kept: readonly number[], query: number): number {
  let choice = kUndecided;
  let bestScore = 0;
  let bestCost = 0;
  for (const model of kept) {
    const score = scores[query * models + model] as number;
    if (Number.isNaN(score)) continue;
    const known = costs[query * models + model] as number;
    const cost = Number.isNaN(known) ? Infinity : known;
    if (choice !== kUndecided && (score < bestScore || (score === bestScore && cost >= bestCost))) continue;
    choice = model;
    bestScore = score;
    bestCost = cost;
  }
  return choice;
}

function average(outcomes: readonly Outcome[]): Outcome {
  const accuracy = new Mean();
  const cost = new Mean();
  for (const outcome of outcomes) {
    accuracy.add(outcome.accuracy, 1);
    cost.add(outcome.costPer1000, 1);
  }
  return { accuracy: accuracy.value, costPer1000: cost.value };
}
