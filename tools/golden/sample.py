"""Writes every 10th test row of mmlu-pro's golden vectors: a sample small enough for the repository.

    python sample.py mmlu-pro.use512.safetensors mmlu-pro.golden.safetensors mmlu-pro.sample.safetensors
"""
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

vectors, golden, out = sys.argv[1:]
test_rows = load_file(golden)["test_rows"]
places = np.arange(0, len(test_rows), 10, dtype=np.uint32)
save_file({"embeddings": load_file(vectors)["embeddings"][test_rows[places]], "places": places}, out)
