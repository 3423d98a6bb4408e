"""Compares the scoring modes `posterior`, `paper` and `refcode` on the same routers and test rows, seeds 1 to 10.

    python3 posterior.py --bin ../build/release/bin/alpharoute --data ../../shared/data --golden ../../shared/golden

Prints, for each number of clusters and share of training rows: AIQ above the single models' hull; accuracy at alpha = 1 above
the best single model; the cost saved at that model's accuracy; and the calibration error of the expected accuracies. mmlu-pro
uses the precomputed vectors of --golden, llmrouter-9 the built-in embedder. Needs no Python package.
"""
import argparse
import json
import statistics
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from routing import ALPHAS, aiq

SCORINGS = ("posterior", "paper", "refcode")


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def reports(binary, data, vectors, clusters, share, seed):
    """Fits a router. Returns {scoring: evaluation report on the test rows}."""
    with tempfile.TemporaryDirectory() as folder:
        router = f"{folder}/router.safetensors"
        run(binary, "fit", data["rows"], "--out", router, "--k", clusters, "--seed", seed, "--train-ratio", share,
            "--prices", data["prices"], "--threads", 1, *vectors)
        for scoring in SCORINGS:
            run(binary, "evaluate", router, data["rows"], "--rows", "test", "--scoring", scoring,
                "--json", f"{folder}/{scoring}.json", "--alphas", ",".join(map(str, ALPHAS)), *vectors)
        return {scoring: json.loads(Path(f"{folder}/{scoring}.json").read_text()) for scoring in SCORINGS}


def figures(report):
    """Returns AIQ gain and accuracy gain at alpha = 1 in points, cost saved in per cent, and the calibration error."""
    def point(outcome):
        return outcome["cost_per_1000"], outcome["accuracy"]
    singles = [point(model) for model in report["single_models"].values()]
    routed = [point(outcome) for outcome in report["router"]]
    low, best = min(singles)[0], max(singles, key=lambda single: single[1])
    reached = [cost for cost, accuracy in routed if accuracy >= best[1]]
    return {"aiq": 100 * (aiq(routed, low, best[0]) - aiq(singles, low, best[0])),
            "gain": 100 * (routed[-1][1] - best[1]),
            "saved": 100 * (1 - min(reached) / best[0]) if reached else 0.0,
            "ece": report.get("calibration", {}).get("ece")}


def interval(values):
    """Returns half the width of the 95 % interval of the mean; 2.26 is Student's t with 9 degrees of freedom."""
    return 2.26 * statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0


def show(name, clusters, share, results):
    def column(scoring, key):
        return [result[scoring][key] for result in results]
    cells = []
    for key in ("aiq", "gain", "saved"):
        means = " ".join(f"{statistics.mean(column(scoring, key)):6.2f}" for scoring in SCORINGS)
        difference = [a - b for a, b in zip(column("posterior", key), column("paper", key))]
        cells.append(f"{means}  {statistics.mean(difference):+5.2f} ±{interval(difference):4.2f}")
    errors = [error for error in column("posterior", "ece") if error is not None]
    cells.append(f"{statistics.mean(errors):.3f}" if errors else "")
    print(f"{name:11} k {clusters:>4} {100 * float(share):3.0f} %  | " + " | ".join(cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with llmrouter-9 and mmlu-pro")
    parser.add_argument("--golden", type=Path, required=True, help="folder with mmlu-pro.use512.safetensors")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--clusters", nargs="+", default=["8", "16", "60", "256", "512"])
    parser.add_argument("--shares", nargs="+", default=["0.7", "0.1", "0.05"])
    parser.add_argument("--sets", nargs="+", default=["mmlu-pro", "llmrouter-9"])
    args = parser.parse_args()
    vectors = {"mmlu-pro": ["--embeddings", args.golden / "mmlu-pro.use512.safetensors"], "llmrouter-9": []}
    rows = {"mmlu-pro": 8423, "llmrouter-9": 5608}
    print(f"{'':27}| AIQ: posterior paper refcode, difference to paper | accuracy at alpha 1 | cost saved, % | ECE")
    for name in args.sets:
        data = {"rows": args.data / f"{name}.jsonl.gz", "prices": args.data / f"{name}.prices.json"}
        for share in args.shares:
            for clusters in args.clusters:
                if int(clusters) > float(share) * rows[name] * 0.95:
                    continue

                def measure(seed):
                    return {scoring: figures(report) for scoring, report in
                            reports(args.bin, data, vectors[name], clusters, share, seed).items()}
                with ThreadPoolExecutor(2) as pool:
                    show(name, clusters, share, list(pool.map(measure, range(1, args.seeds + 1))))


if __name__ == "__main__":
    main()
