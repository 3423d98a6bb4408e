// An artifact of random numbers in any shape, as bytes (docs/formats.md).

function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` vectors of unit length, the same in every run. */
export function unitVectors(count, dimensions, seed) {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const values = Array.from({ length: dimensions }, () => next() - 0.5);
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  });
}

/** k clusters, d dimensions, m models; for the scoring modes posterior and paper. */
export function randomArtifact({ k, d, m }) {
  const next = random(7);
  const cells = (size, scale = 1) => Float32Array.from({ length: size }, () => scale * next());
  const centroids = Float32Array.from(unitVectors(k, d, 3).flatMap((row) => [...row]));
  const tensors = {
    accuracy: ["F32", [m, k], cells(m * k)],
    centroids: ["F32", [k, d], centroids],
    cluster_size: ["U32", [k], new Uint32Array(k).fill(100)],
    cost: ["F32", [m, k], cells(m * k, 0.01)],
    count: ["U32", [m, k], new Uint32Array(m * k).fill(30)],
    distance_quantiles: ["F32", [3], Float32Array.of(0.2, 1, 1.5)],
    posterior_accuracy: ["F32", [m, k], cells(m * k)],
    posterior_variance: ["F32", [m, k], cells(m * k, 0.01)],
    posterior_cost: ["F32", [m, k], cells(m * k, 0.01)],
    head: ["F32", [m, d], cells(m * d)],
    head_offset: ["F32", [m], cells(m)],
  };
  const posterior = { softness: 10, head_share: 0.25, accuracy_scale: [0.2, 0.5], cost_scale: [0.001, 0.002] };
  const header = {
    __metadata__: {
      format: "alpharoute-router/1",
      models: JSON.stringify(Array.from({ length: m }, (_, i) => ({ id: `m${i}` }))),
      embedder: JSON.stringify({ id: "random", dimensions: d }),
      defaults: JSON.stringify({ alpha: 0.5, top_p: 8, scoring: "posterior", posterior }),
      cluster_labels: JSON.stringify(Array.from({ length: k }, (_, j) => `c${j}`)),
      fit: "{}",
    },
  };
  let end = 0;
  for (const [name, [dtype, shape, values]] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [end, (end += values.byteLength)] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let at = 8 + text.length;
  for (const [, , values] of Object.values(tensors)) {
    file.set(new Uint8Array(values.buffer), at);
    at += values.byteLength;
  }
  return file;
}
