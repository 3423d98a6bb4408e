"""Compares our k-means with scikit-learn's: inertia and wall time, for the same data, starts and threads.

    python kmeans.py --bin ../build/release/bin/kmeans_bench --embeddings E.safetensors

The two take turns, so that other load on the machine affects both. Needs numpy, scikit-learn and safetensors.
"""
import argparse
import json
import statistics
import subprocess
import time

import numpy as np
from safetensors.numpy import load_file
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

K, STARTS, SEEDS = 60, 4, range(1, 6)


def run_sklearn(rows, seed, threads):
    with threadpool_limits(threads):
        begin = time.perf_counter()
        means = KMeans(K, n_init=STARTS, random_state=seed).fit(rows)
        return time.perf_counter() - begin, means.inertia_


def run_alpharoute(binary, path, seed, threads):
    out = subprocess.run([binary, path, str(K), str(STARTS), str(seed), str(threads)], check=True, capture_output=True)
    result = json.loads(out.stdout)
    return result["seconds"], result["inertia"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--embeddings", required=True)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    rows = load_file(args.embeddings)["embeddings"].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    print(f"k-means on {rows.shape[0]} x {rows.shape[1]}, k {K}, {STARTS} starts, mean of seeds 1 to 5")
    for threads in args.threads:
        pairs = [(run_alpharoute(args.bin, args.embeddings, seed, threads), run_sklearn(rows, seed, threads)) for seed in SEEDS]
        (our_time, our_inertia), (sklearn_time, sklearn_inertia) = (
            [statistics.mean(pair[side][i] for pair in pairs) for i in (0, 1)] for side in (0, 1))
        print(f"  {threads} thread{'s' if threads > 1 else ''}: inertia {our_inertia / sklearn_inertia:.4f} of scikit-learn's "
              f"({our_inertia:.1f}, {sklearn_inertia:.1f}), time {our_time / sklearn_time:.2f} of it "
              f"({our_time:.2f} s, {sklearn_time:.2f} s)")


if __name__ == "__main__":
    main()
