"""Measures how well a table routes with the paper's rule (k = 60 clusters, p = 4 nearest) on two labelled data sets.

    python measure.py --data llmrouter-9=llmrouter-9.jsonl.gz --data mmlu-pro=mmlu-pro.jsonl.gz --repeats 4 \\
        --table ../../assets/static-en-1.safetensors
    python measure.py --data llmrouter-9=llmrouter-9.jsonl.gz --repeats 4 \\
        --table ../../assets/static-en-1.safetensors --embeddings llmrouter-9=teacher.safetensors

llmrouter-9: test accuracy at alpha = 1, in points above the best single model on the same test rows.
mmlu-pro: AIQ (mean height of the cost-accuracy hull between the cheapest and the best single model's cost), in points
above the hull of the single models. Both are means over splits of 70 % for training, stratified by `dataset`.
"""
import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from sklearn.cluster import KMeans

from table import Table, unit

K, P, TRAIN_SHARE = 60, 4, 0.7
ALPHAS = np.linspace(0, 1, 101)


class Labels:
    """A labelled data set: texts, `score` and `cost` float64 [n, m] (NaN: no answer), and the group of each row."""

    def __init__(self, path):
        opener = gzip.open if str(path).endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        models = sorted({model for row in rows for model in row["records"]})
        self.texts = [row["query"] for row in rows]
        self.groups = np.array([row.get("dataset", "default") for row in rows])
        self.score = np.array([[row["records"].get(model, np.nan) for model in models] for row in rows], float)
        self.cost = np.array([[row.get("usages", {}).get(model, {}).get("cost", np.nan) for model in models]
                              for row in rows], float)

    def split(self, seed):
        """Returns index arrays (train, test), with the same share of every group in train."""
        random, train = np.random.RandomState(seed), []
        for group in sorted(set(self.groups)):
            members = np.flatnonzero(self.groups == group)
            random.shuffle(members)
            train.extend(members[:int(round(TRAIN_SHARE * len(members)))])
        train = np.array(sorted(train))
        return train, np.setdiff1d(np.arange(len(self.texts)), train)


def route(labels, embeddings, train, test, seed, alphas):
    """Returns the chosen models, int [alphas, test rows], by the paper's rule; k-means uses only the training rows."""
    means = KMeans(K, n_init=4, random_state=seed).fit(embeddings[train])
    with np.errstate(invalid="ignore"):
        accuracy = np.array([np.nanmean(labels.score[train[means.labels_ == j]], axis=0) for j in range(K)])
        quality = normalised(accuracy)                                     # [k, m]
        near = np.argsort(means.transform(embeddings[test]), axis=1, kind="stable")[:, :P]
        good = quality[near].sum(1)                                        # [test rows, m]
        if len(alphas) == 1 and alphas[0] == 1.0:
            return np.nan_to_num(good, nan=-np.inf).argmax(1)[None]
        cost = np.array([np.nanmean(labels.cost[train[means.labels_ == j]], axis=0) for j in range(K)])
        cheap = (1 - normalised(cost))[near].sum(1)
    scores = [good if alpha == 1 else alpha * good + (1 - alpha) * cheap for alpha in alphas]
    return np.nan_to_num(np.array(scores), nan=-np.inf).argmax(2)


def normalised(values):
    """Scales each row [m] to 0..1; a row of equal values becomes 0."""
    low, high = np.nanmin(values, axis=1, keepdims=True), np.nanmax(values, axis=1, keepdims=True)
    return (values - low) / np.where(high > low, high - low, 1.0)


def gain(labels, embeddings, split_seed, means_seed):
    """Returns the points of test accuracy at alpha = 1 above the best single model on the test rows."""
    train, test = labels.split(split_seed)
    choice = route(labels, embeddings, train, test, means_seed, [1.0])[0]
    singles = np.nanmean(labels.score[test], axis=0)
    return 100 * (np.nanmean(labels.score[test, choice]) - singles.max())


def aiq_gain(labels, embeddings, split_seed, means_seed):
    """Returns the points of AIQ above the hull of the single models, from the cheapest to the best single model's cost."""
    train, test = labels.split(split_seed)
    score, cost = labels.score[test], labels.cost[test]
    singles = list(zip(np.nanmean(cost, axis=0), np.nanmean(score, axis=0)))
    low, high = min(x for x, _ in singles), max(singles, key=lambda point: point[1])[0]
    rows = np.arange(len(test))
    routed = [(np.nanmean(cost[rows, choice]), np.nanmean(score[rows, choice]))
              for choice in route(labels, embeddings, train, test, means_seed, ALPHAS)]
    return 100 * (aiq(routed, low, high) - aiq(singles, low, high))


def hull(points):
    """Returns the upper-left convex, non-decreasing hull of (cost, accuracy) points."""
    out = []
    for x, y in sorted(points):
        if out and y <= out[-1][1]:
            continue
        while len(out) >= 2 and (out[-1][1] - out[-2][1]) * (x - out[-2][0]) <= (y - out[-2][1]) * (out[-1][0] - out[-2][0]):
            out.pop()
        out.append((x, y))
    return out


def aiq(points, low, high):
    """Returns the mean height of the hull over costs [low, high]; left of its first point the height is 0."""
    xs, ys = zip(*hull(points))
    grid = np.linspace(low, high, 4001)
    return float(np.trapezoid(np.interp(grid, xs, ys, left=0.0), grid) / (high - low))


METRICS = {"llmrouter-9": gain, "mmlu-pro": aiq_gain}


def measure(name, labels, embeddings, splits=5, repeats=1):
    """Returns the mean over splits 1..`splits` with `repeats` k-means seeds each, and the standard deviation of one run.

    The k-means seed moves one run by about half a point: compare two tables with `repeats` of 4 or more.
    """
    values = [METRICS[name](labels, embeddings, seed, seed + 1000 * repeat)
              for seed in range(1, splits + 1) for repeat in range(repeats)]
    return float(np.mean(values)), float(np.std(values))


def named_path(text):
    """Returns (NAME, PATH) for `NAME=PATH`, where NAME is one of the two data sets."""
    name, _, path = text.partition("=")
    if name not in METRICS or not path:
        raise argparse.ArgumentTypeError(f"{text}: expected NAME=PATH, NAME one of {', '.join(METRICS)}")
    return name, Path(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=named_path, action="append", required=True, metavar="NAME=JSONL",
                        help="labelled data, plain or .gz; NAME (llmrouter-9, mmlu-pro) selects the metric")
    parser.add_argument("--table", type=Path, action="append", default=[], help="table to measure on every --data")
    parser.add_argument("--embeddings", type=named_path, action="append", default=[], metavar="NAME=SAFETENSORS",
                        help="precomputed `embeddings` F32 [n, d], rows as in that data, to compare with the tables")
    parser.add_argument("--splits", type=int, default=5, help="split seeds 1..N; default 5")
    parser.add_argument("--repeats", type=int, default=1, help="k-means seeds per split; default 1")
    parser.add_argument("--max-tokens", type=int, help="default: the table's")
    parser.add_argument("--head-tokens", type=int, help="default: the table's, at most --max-tokens")
    args = parser.parse_args()
    if not args.table and not args.embeddings:
        parser.error("nothing to measure: pass --table or --embeddings")
    for name, path in args.data:
        labels = Labels(path)
        rivals = [(path, unit(load_file(path)["embeddings"])) for of, path in args.embeddings if of == name]
        tables = [(path, Table.load(path).embed(labels.texts, args.max_tokens, args.head_tokens)) for path in args.table]
        for path, embeddings in rivals + tables:
            mean, deviation = measure(name, labels, embeddings, args.splits, args.repeats)
            print(f"{name:12} {mean:+.2f} points, one run +-{deviation:.2f}, d {embeddings.shape[1]:3}  {path}", flush=True)


if __name__ == "__main__":
    main()
