"""Derives shared/src/text/unicode_tables.inc from the `tokenizers` library itself, code point by code point.

Calls BERT's normaliser and pre-tokeniser on every code point, so that the tables agree with the library by construction.
"""
import sys

from reference import SURROGATES, classify

HANGUL = range(0xAC00, 0xD7A4)  # decompose by arithmetic
IDEOGRAPHS = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))  # compatibility ideographs: not regular enough for runs
KINDS = ["drop", "space", "alone", "word"]
MAPPED = 4  # added to the kind of a code point that becomes something else
BLOCK, PAGE = 64, 32  # code points in a block, blocks in a page


def runs(singles):
    """Returns runs [first, stride, count, output of first] of code points.

    Code points and outputs rise by the stride; with stride 0, the code points rise by 1 and the output is constant. Runs
    never interleave: each is a slice of the sorted list.
    """
    out = []
    for c, target in sorted(singles.items()):
        if out:
            first, stride, count, start = out[-1]
            step = c - (first + (count - 1) * max(stride, 1))
            if count == 1 and (step, target - start) in ((1, 1), (2, 2), (1, 0)):
                out[-1][1:3] = [target - start, 2]
                continue
            if count > 1 and step == max(stride, 1) and target - start == count * stride:
                out[-1][2] += 1
                continue
        out.append([c, 1, 1, target])
    return out


def distinct(items, size):
    """Returns (the distinct groups of `size` items, concatenated; the number of each input group)."""
    groups, order = {}, []
    for start in range(0, len(items), size):
        order.append(groups.setdefault(tuple(items[start:start + size]), len(groups)))
    assert len(groups) <= 256
    return [item for group in groups for item in group], order


def table(name, kind, cells):
    lines, line = [], " "
    for cell in cells:
        if len(line) + len(cell) > 117:
            lines.append(line)
            line = " "
        line += f" {cell},"
    return f"constexpr {kind} {name}[] = {{\n" + "\n".join([*lines, line]) + "\n};\n"


def main():
    marks, outputs = [KINDS.index("word")] * 0x110000, {}
    for c in range(0x110000):
        if c in SURROGATES:
            continue
        kind, output = classify(chr(c))
        marks[c] = KINDS.index(kind) + (MAPPED if output not in ([], [c]) else 0)
        if marks[c] >= MAPPED and c not in HANGUL:
            outputs[c] = output

    nibbles, blocks = distinct(marks, BLOCK)
    pages, order = distinct(blocks, PAGE)
    halves = [low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2])]

    ideographs = [outputs.get(c, [0])[0] for block in IDEOGRAPHS for c in block]
    ideographs = [target if target < 0x10000 else 0 for target in ideographs]
    tabled = {c for c, target in zip((c for block in IDEOGRAPHS for c in block), ideographs) if target}
    rows = runs({c: output[0] for c, output in outputs.items() if len(output) == 1 and c not in tabled})
    sequences = [[c, [*output, 0][:3]] for c, output in sorted(outputs.items()) if len(output) > 1]
    assert max(row[2] for row in rows) < 512 and max(map(len, outputs.values())) <= 3

    def braced(row):
        return "{" + ", ".join(braced(x) if isinstance(x, list) else f"{x:#x}" if x > 9 else str(x) for x in row) + "}"

    text = "\n".join([
        "// Made by tools/unicode/make_tables.py from the `tokenizers` library; unicode.cpp says how to read it.\n",
        table("kPages", "std::uint8_t", map(str, order)), table("kBlocks", "std::uint8_t", map(str, pages)),
        table("kMarks", "std::uint8_t", (f"{x:#04x}" for x in halves)),
        table("kIdeographs", "std::uint16_t", (f"{x:#x}" for x in ideographs)),
        table("kRuns", "Run", map(braced, rows)), table("kSequences", "Sequence", map(braced, sequences))])
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(text)
    size = len(order) + len(pages) + len(halves) + 2 * len(ideographs) + 8 * len(rows) + 16 * len(sequences)
    print(f"{len(rows)} runs, {len(sequences)} sequences, {size} bytes")


if __name__ == "__main__":
    main()
