"""Writes tests/golden/embeddings.json: 40 invented texts with their embeddings by table.py.

    python golden.py ../../assets/static-en-1.safetensors ../../tests/golden/embeddings.json

An entry has `text`, optionally `repeat` (number of repetitions), and `embedding`, rounded to 7 decimals.
"""
import json
import sys

from table import Table

ONCE = [
    # English, by length
    "a",
    "Why is the sky blue?",
    "Write a short, friendly letter to a neighbour whose dog barks all night.",
    "A train leaves Bristol at 9:40 and another leaves York at 10:15. If they are 350 km apart and travel at 80 and "
    "95 km/h, when do they meet? Show every step, then give the answer alone on the last line.",
    "Which of these is a noble gas?\nA. nitrogen\nB. argon\nC. chlorine\nD. hydrogen\nAnswer with one letter.",
    "THE QUICK brown FoX jUmPs oVeR tHe LaZy dOg; O'Neill re-entered the state-of-the-art garden, e.g. at $20 (50%).",
    # code and markup
    "for (int i = 0; i < n; ++i) { sum += a[i] * b[i]; }",
    "def f(x: float) -> float:\n\t\"\"\"Twice x.\"\"\"\n\treturn x ** 2 if x else 0.0  # TODO",
    "SELECT name, COUNT(*) AS n FROM orders WHERE price >= 1e-3 GROUP BY name HAVING n > 10 ORDER BY n DESC;",
    "{\"user\": {\"id\": 17, \"tags\": [\"a\", \"b\"], \"note\": null}} <p class=\"x\">1 &lt; 2</p>",
    r"Prove that $\sum_{k=1}^{n} k^3 = \left(\frac{n(n+1)}{2}\right)^2$ for every $n \in \mathbb{N}$.",
    "https://example.org:8080/a/b.html?q=x%20y&z=1#top 0xDEADBEEF __init__ snake_case camelCase \\d+(?:\\.\\d+)?",
    # composed and decomposed accents; other alphabets
    "Übergrößenträger müssen schöne Äpfel über die Straße tragen. GRÜSSE, ẞ!",
    "naïve façade, cœur de garçon, L'ÉTÉ À LA PLAGE",
    "e\u0301le\u0300ve a\u0323\u0302 n\u0303 A\u030angstro\u0308m",
    "Zażółć gęślą jaźń. Łódź, İstanbul, ılık ığdır. Tiếng Việt được.",
    "Ελλάδα, ΑΘΉΝΑ, φιλοσοφία: ὁ ἄνθρωπος",
    "Почему небо голубое? ЁЖИК и йод.",
    "नमस्ते दुनिया, हिन्दी में लिखो। สวัสดีชาวโลก",
    # right to left
    "שָׁלוֹם עולם, מה שלומך היום?",
    "اَلْعَرَبِيَّةُ: مرحبا بالعالم ١٢٣",
    "Translate \u202bשלום\u202c and \u2067مرحبا\u2069 to English\u200f.",
    # Chinese, Japanese, Korean
    "你好,世界。这是一个测试。",
    "日本語とカタカナ、ｶﾀｶﾅ。がぎぐ",
    "안녕하세요 세계! 한국어 문장입니다.",
    "the 漢字in the中middle of 𠀀 words 㐀",
    # emoji: most have no token
    "🎉",
    "I ❤️ you 👩‍👩‍👧‍👦 👍🏽 🇩🇪 so much ☃ ™",
    # control, invisible and odd characters
    "zero\u200bwidth soft\u00adhyphen b\x00e\x07l\x1b[31ml\x7f \ufeffmark \ufffd \ue000 no\u00a0break\u3000wide\u2028line",
    "  leading\r\n\r\n\ttabs \x0b and\x0cfeeds   ",
    "½ ≠ ∞ ∫ ≤ √2 x² → ℝ ﬁne ＦＵＬＬ　ｗｉｄｔｈ „quotes“ «guillemets» — … §",
    # special tokens, exact and similar
    "The capital of France is [MASK]. [CLS][SEP] [UNK] [PAD]",
    "[mask] [ MASK ] a[MASK]b [[SEP]] [CLS",
    # words at and above the length limit of the tokenizer
    "x" * 100,
    "y" * 101 + " beside a pneumonoultramicroscopicsilicovolcanoconiosis",  # wording: ok
    # longer than 512 tokens: the middle must not count
    "the sun " * 250 + "by night " + "a distant moon " * 250,
]
REPEATED = [
    ("Once upon a time there lived, in a house of seven crooked chimneys, a clockmaker who feared the hour of noon. ", 40),
    ("if (x > 0) { return x; }\n", 300),
    ("漢字仮名", 1000),
    ("z", 100_000),
]


def main():
    path, out = sys.argv[1:]
    items = [{"text": text} for text in ONCE] + [{"text": text, "repeat": times} for text, times in REPEATED]
    embeddings = Table.load(path).embed([item["text"] * item.get("repeat", 1) for item in items])
    for item, embedding in zip(items, embeddings):
        item["embedding"] = [round(float(value), 7) for value in embedding]
    with open(out, "w", encoding="ascii") as file:
        file.write("[\n" + ",\n".join(json.dumps(item, separators=(",", ":")) for item in items) + "\n]\n")
    print(f"{out}: {len(items)} texts")


if __name__ == "__main__":
    main()
