"""The static table: one row per token; a text's embedding is the sum of its tokens' rows, scaled to unit length.

File (safetensors): `embeddings` I8 [v, d], `scales` F32 [v], `vocabulary` U8 (the tokens in id order, each followed by
a line feed); the row of token t is scales[t] * embeddings[t]. Metadata: docs/formats.md, "Embedder".
"""
import json
import os

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save
from scipy.sparse import csr_array
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
TOKENIZER = {"kind": "wordpiece", "lowercase": True, "strip_accents": True, "split_cjk": True, "unknown": "[UNK]",
             "continuation": "##", "max_word_characters": 100}


def wordpiece(tokens):
    """Returns the tokenizer that the metadata describes, over `tokens` in id order.

    It adds no [CLS] or [SEP]; a special token in the text is a token, as with the teacher.
    """
    vocabulary = {token: i for i, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(SPECIALS)
    return tokenizer


def counts(tokenizer, texts, max_tokens, head_tokens):
    """Returns sparse float32 [n, v]: the number of each token in each text.

    For a text longer than `max_tokens`, counts only the first `head_tokens` and the last `max_tokens - head_tokens`.
    """
    tail, columns, ends = max_tokens - head_tokens, [], [0]
    for encoding in tokenizer.encode_batch(texts, add_special_tokens=False):
        ids = encoding.ids
        if len(ids) > max_tokens:
            ids = ids[:head_tokens] + ids[len(ids) - tail:]
        columns.extend(ids)
        ends.append(len(columns))
    matrix = csr_array((np.ones(len(columns), np.float32), columns, ends), (len(texts), tokenizer.get_vocab_size()))
    matrix.sum_duplicates()
    return matrix


def unit(rows):
    """Scales rows to unit length; a zero row stays zero."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


class Table:
    def __init__(self, tokens, rows, metadata):
        """`tokens` in id order, `rows` int8 [v, d] and float32 scales [v] as a pair, `metadata` of strings."""
        self.tokens, self.metadata = tokens, metadata
        self.codes, self.scales = rows
        self.tokenizer = wordpiece(tokens)

    def embed(self, texts, max_tokens=None, head_tokens=None):
        """Returns float32 [n, d], unit rows; the limits default to the table's."""
        max_tokens = max_tokens or int(self.metadata["max_tokens"])
        head_tokens = head_tokens or min(max_tokens, int(self.metadata["head_tokens"]))
        rows = self.codes.astype(np.float32) * self.scales[:, None]
        return unit(counts(self.tokenizer, texts, max_tokens, head_tokens) @ rows)

    @staticmethod
    def quantised(rows):
        """Returns (int8 [v, d], float32 scales [v]) for float rows: the largest entry of each row becomes 127."""
        scales = np.maximum(np.abs(rows).max(1), 1e-12) / 127
        return np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32)

    @classmethod
    def load(cls, path):
        with safe_open(path, "numpy") as file:
            tokens = file.get_tensor("vocabulary").tobytes().decode().split("\n")[:-1]
            return cls(tokens, (file.get_tensor("embeddings"), file.get_tensor("scales")), file.metadata())

    def save(self, path):
        """Writes a temporary file and renames it: a reader never sees an incomplete table. Returns the size in bytes."""
        vocabulary = np.frombuffer("".join(token + "\n" for token in self.tokens).encode(), np.uint8)
        data = in_order(save({"embeddings": self.codes, "scales": self.scales, "vocabulary": vocabulary}, self.metadata),
                        self.metadata)
        with open(f"{path}.part", "wb") as file:
            file.write(data)
        os.replace(f"{path}.part", path)
        return len(data)


def in_order(data, metadata):
    """Returns the safetensors file `data` with its metadata in the order of `metadata`; the library's order is random."""
    size = int.from_bytes(data[:8], "little")
    header = json.dumps(json.loads(data[8:8 + size]) | {"__metadata__": metadata}, separators=(",", ":"))
    header = header.encode().ljust(-len(header) % 8 + len(header))
    return len(header).to_bytes(8, "little") + header + data[8 + size:]


def metadata(identity, dimensions, max_tokens, head_tokens, recipe):
    """Returns the table's metadata in the order of static-en-1: another order gives another SHA-256."""
    return {"head_tokens": str(head_tokens), "tokenizer": json.dumps(TOKENIZER), "format": "alpharoute-embedder/1",
            "max_tokens": str(max_tokens), "id": identity, "dimensions": str(dimensions),
            "source_model": recipe.source, "licence": recipe.licence, "made_by": "tools/embedder/distil.py"}
