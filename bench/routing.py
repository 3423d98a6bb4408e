"""Measures how well the program routes: fits and evaluates routers with the release binary, mean of seeds 1 to 5.

    python3 routing.py --bin ../build/release/bin/alpharoute --data ../../shared/data [--teacher E.safetensors]

llmrouter-9: test accuracy at alpha = 1 above the best single model on the same rows. --teacher (embeddings of these rows by the
embedder's teacher, from tools/embedder/teacher.py) also prints the gain with those. mmlu-pro: AIQ (RouterBench, arXiv 2403.12031:
the mean height of the non-decreasing cost-accuracy hull) above that of the single models' hull, between the costs of the
cheapest and the best single model, over 101 alphas. Needs no Python package.
"""
import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

SEEDS = range(1, 6)
ALPHAS = [i / 100 for i in range(101)]


def evaluate(binary, data, prices, seed, embeddings, alphas):
    """Fits a router with this seed. Returns the evaluation report on its test rows."""
    vectors = ["--embeddings", embeddings] if embeddings else []
    with tempfile.TemporaryDirectory() as folder:
        router, report = f"{folder}/router.safetensors", f"{folder}/report.json"
        for command in (["fit", data, "--out", router, "--k", "60", "--seed", str(seed), "--prices", prices],
                        ["evaluate", router, data, "--scoring", "paper", "--nearest-clusters", "4", "--rows", "test",
                         "--json", report, "--alphas", ",".join(map(str, alphas))]):
            subprocess.run([binary, *command, *vectors], check=True, stdout=subprocess.DEVNULL)
        return json.loads(Path(report).read_text())


def gain(report):
    """Returns the accuracy at the last alpha above the best single model, in points."""
    best = max(model["accuracy"] for model in report["single_models"].values())
    return 100 * (report["router"][-1]["accuracy"] - best)


def hull(points):
    """Returns the upper-left convex, non-decreasing hull of (cost, accuracy) points."""
    out = []
    for x, y in sorted(points):
        if out and y <= out[-1][1]:
            continue
        while len(out) >= 2 and ((out[-1][1] - out[-2][1]) * (x - out[-2][0])
                                 <= (y - out[-2][1]) * (out[-1][0] - out[-2][0])):
            out.pop()
        out.append((x, y))
    return out


def height(points, x):
    """Returns the hull's accuracy at cost x: 0 to the left of the hull, constant to its right."""
    if x < points[0][0]:
        return 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def aiq(points, low, high, steps=4000):
    """Returns the mean height of the points' hull over costs [low, high], by the trapezoidal rule."""
    points = hull(points)
    heights = [height(points, low + (high - low) * i / steps) for i in range(steps + 1)]
    return (sum(heights) - (heights[0] + heights[-1]) / 2) / steps


def aiq_gain(report):
    """Returns the AIQ above the single models' hull, in points."""
    def point(outcome):
        return outcome["cost_per_1000"], outcome["accuracy"]
    singles = [point(model) for model in report["single_models"].values()]
    low, high = min(singles)[0], max(singles, key=lambda single: single[1])[0]
    return 100 * (aiq([point(outcome) for outcome in report["router"]], low, high) - aiq(singles, low, high))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with llmrouter-9 and mmlu-pro")
    parser.add_argument("--teacher", help="the teacher's embeddings of llmrouter-9")
    args = parser.parse_args()

    def measure(name, figure, embeddings, alphas):
        data, prices = args.data / f"{name}.jsonl.gz", args.data / f"{name}.prices.json"
        return [figure(evaluate(args.bin, data, prices, seed, embeddings, alphas)) for seed in SEEDS]

    def show(values):
        return f"{statistics.mean(values):.2f} points (seeds 1 to 5: {', '.join(f'{value:.2f}' for value in values)})"

    own = measure("llmrouter-9", gain, None, [1])
    print(f"llmrouter-9, k 60, p 4, alpha 1, built-in embedder: accuracy above the best single model {show(own)}")
    if args.teacher:
        teacher = measure("llmrouter-9", gain, args.teacher, [1])
        print(f"llmrouter-9, with the teacher's embeddings: {show(teacher)}; "
              f"the built-in embedder reaches {100 * statistics.mean(own) / statistics.mean(teacher):.0f} % of that gain")
    print(f"mmlu-pro, k 60, p 4, 101 alphas, built-in embedder: AIQ above the single models' hull "
          f"{show(measure('mmlu-pro', aiq_gain, None, ALPHAS))}")


if __name__ == "__main__":
    main()
