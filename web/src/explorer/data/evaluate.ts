// Evaluates a router in the browser, with the same results as `alpharoute evaluate` (native/evaluate).

import type { Router } from "alpharoute";
import { kAlphas } from "./alphas.ts";
import type { Queries } from "./queries.ts";
import type { Change, CurvePoint, Evaluation, Outcome } from "./types.ts";

const kUndecided = -1;

/** The chosen model's row, or kUndecided, by query and α. */
type Choices = Int16Array;

/** Weighted mean of the known values; NaN if all are unknown. */
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

/** Evaluates `router`, whose prices already include the factors of `change`. */
export function evaluate(router: Router, queries: Queries, change: Change): Evaluation {
  const models = router.models().map(({ id }) => id);
  const costs = repriced(queries, models, change.factors);
  const priced: Queries = { ...queries, costs };
  const choices = route(router, priced, models, change);
  const curve = Array.from(kAlphas, (alpha, index) => ({
    alpha,
    ...measure(priced, models.length, (query) => choices[query * kAlphas.length + index] as number),
  }));
  const singleModels = models.map((_, model) => measure(priced, models.length, () => model));
  const kept = models.flatMap((id, model) => (change.removed.includes(id) ? [] : [model]));
  return {
    change,
    curve,
    singleModels,
    oracle: measure(priced, models.length, (query) => oracleChoice(priced, models.length, kept, query)),
    random: average(kept.map((model) => singleModels[model] as Outcome)),
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
  const choices = new Int16Array(count * kAlphas.length).fill(kUndecided);
  for (let query = 0; query < count; ++query) {
    const decisions = router.sweep(embeddings.subarray(query * dimensions, (query + 1) * dimensions), kAlphas, options);
    // Consecutive decisions mostly agree: look a model up only when it changes.
    let last: string | null = null;
    let row = kUndecided;
    for (let index = 0; index < decisions.length; ++index) {
      const model = decisions[index]?.model ?? null;
      if (model !== last) row = rows.get(model) ?? kUndecided;
      last = model;
      choices[query * kAlphas.length + index] = row;
    }
  }
  return choices;
}

function measure(
  { count, scores, costs, weights }: Queries,
  models: number,
  choice: (query: number) => number,
): Omit<CurvePoint, "alpha"> {
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

// Returns the model with the highest score; ties go to the lower cost, then to the first model. An unknown cost counts
// as the highest.
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
