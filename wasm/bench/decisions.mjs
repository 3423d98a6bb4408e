// Measures decisions in the importing runtime, alternating with a competitor on data of the same shape.
import { randomArtifact, unitVectors } from "./artifact.mjs";

const shape = { k: 60, d: 256, m: 10 };
// A batch is much shorter than a time slice of the scheduler.
const kRounds = 600, kBatch = 100;

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Median microseconds of one call of each function; the functions take turns, batch by batch. */
export function timeInTurns(functions, { rounds = kRounds, batch = kBatch } = {}) {
  const times = functions.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    functions.forEach((call, index) => {
      const begin = performance.now();
      for (let i = 0; i < batch; ++i) call(i);
      times[index].push((1000 * (performance.now() - begin)) / batch);
    });
  }
  return times.map((values) => median(values.slice(rounds >> 1)));
}

/** Decisions from vectors, with the rival's nearest pattern. `loadRival` gives the initialised package. */
export async function timeVectors(Alpharoute, loadRival) {
  const router = await Alpharoute.load({ artifact: randomArtifact(shape) });
  const { HnswRouterWasm } = await loadRival();
  const rival = new HnswRouterWasm(shape.d, shape.k);
  unitVectors(shape.k, shape.d, 3).forEach((row, index) => rival.addPattern(row, `c${index}`, "{}"));
  const queries = unitVectors(64, shape.d, 11);
  const nearest = (i) => {
    for (const result of rival.route(queries[i & 63], 1)) result.free();
  };
  const [posterior, paper, pattern] = timeInTurns([
    (i) => router.decide(queries[i & 63], { alpha: 0.5 }),
    (i) => router.decide(queries[i & 63], { alpha: 0.5, scoring: "paper" }),
    nearest,
  ]);
  return { posterior, paper, pattern };
}

const words =
  "explain how a river carries sediment to the sea and why its delta grows faster in unusually wet years, then summarise".split(" ");

/** 50 words of text to a decision, as bench/decision_bench.cpp writes them. */
export async function timeText(Alpharoute, files) {
  const router = await Alpharoute.load(files);
  let text = "";
  for (let i = 0; i < 50; ++i) text += `${words[i % words.length]} `;
  const [warm] = timeInTurns([() => router.decide(text)]);
  return warm;
}

/** Milliseconds from bytes to the first decision. */
export async function timeColdStart(Alpharoute, files) {
  const begin = performance.now();
  (await Alpharoute.load(files)).decide("Why is the sky blue?");
  return performance.now() - begin;
}
