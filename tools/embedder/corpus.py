"""Texts to fit the table on: prompts from JSONL, plain text, and the glosses and examples of WordNet."""
import gzip
import json
import re
from pathlib import Path


def read_texts(path):
    """Returns the texts of a file, in order.

    A .jsonl or .jsonl.gz file gives the `query` of every line; a WordNet file (data.noun, data.verb, ...) one text per
    synset; any other file one text per line.
    """
    name = Path(path).name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        if name.removesuffix(".gz").endswith(".jsonl"):
            return [json.loads(line)["query"] for line in lines if line.strip()]
        if name.startswith("data."):
            return [wordnet_text(line) for line in lines if not line.startswith("  ")]
        return [line.strip() for line in lines if line.strip()]


def wordnet_text(line):
    """Returns `car, auto: a motor vehicle; ...` for a line of a WordNet data file: words, gloss and examples."""
    fields, gloss = line.split(" | ", 1)
    fields = fields.split()
    words = [fields[4 + 2 * i] for i in range(int(fields[3], 16))]
    words = [re.sub(r"\((a|p|ip)\)$", "", word).replace("_", " ") for word in words]
    return f"{', '.join(words)}: {gloss.strip()}"
