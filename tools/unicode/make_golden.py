"""Writes tests/golden/tokenizer.json: the reference library's output for every code point and for invented strings.

`normalised`: for each block of 4,096 code points, the FNV-1a hash (64 bits) of each code point's class (0 drop, 1 space,
2 alone, 3 word), number of output code points, and output code points (4 bytes each, low first); without surrogates.
`strings`: `text`, or `hex` for bytes that are not UTF-8, optionally `repeat` (number of repetitions), and `ids`; above
2,000 ids only `count`, `first` and `last`.
`limits`: `text`, `max_tokens` and the remaining `ids`.
"""
import json
import random
import sys

from tokenizers import normalizers

from reference import SURROGATES, classify, embedder_vocabulary, reference_tokenizer

WORDS = {
    "english": "the quick river bank explains why a prime number of unbelievable tokenization antidisestablishmentarianism "
               "runs through Alice's garden; couldn't re-enter state-of-the-art e.g. Mr. O'Neill 3.14159 1,000,000 50% $20 C++ C#",
    "german": "Übergrößenträger Straße müssen Äpfel schön Fußgängerübergänge GRÜSSE ẞ",
    "french": "élève où naïve Noël cœur garçon l'été À ÇA français œuvre",
    "polish": "zażółć gęślą jaźń Łódź źrebię ŻÓŁW",
    "turkish": "İstanbul ılık Iğdır şeker çağ ÖĞRENCİ",
    "vietnamese": "Tiếng Việt đường phố người được những ưu điểm ỗ ặ",
    "greek": "Ελλάδα ΑΘΉΝΑ φιλοσοφία ὁ ἄνθρωπος ᾧ Σίσυφος ΣΊΣΥΦΟΣ",
    "cyrillic": "Москва ЁЖИК йод Київ ґанок България Ѓ Ќ Й",
    "hebrew": "שָׁלוֹם עולם בְּרֵאשִׁית יִשְׂרָאֵל ﬁ שּׁ",
    "arabic": "اَلْعَرَبِيَّةُ مرحبا بالعالم ٱلسَّلَامُ آ أ إ لا ١٢٣",
    "devanagari": "नमस्ते दुनिया क़ ख़ हिन्दी संस्कृतम् ०१२",
    "thai": "สวัสดีชาวโลก ภาษาไทย น้ำ",
    "korean": "안녕하세요 세계 한국어 ᄒ\u1161\u11ab ㄱ 값 뷁",
    "japanese": "こんにちは世界 カタカナ ｶﾀｶﾅ がぎぐ パピプ 日本語、テスト。「はい」",
    "chinese": "你好世界 这是一个测试。 龍馬 㐀 𠀀 𪜀 豈 更 金句",
    "emoji": "😀 👩‍👩‍👧‍👦 🇩🇪 👍🏽 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣ ©️ ™ ☃ 🫠",
    "maths": "∑_{i=0}^n x² ≤ √2 ≠ ∞ ∫ f(x) dx → ℝ ½ ⅔ α+β=γ Ångström Å K ﬀ ℓ ≈ ∉ ⊄",
    "code": "for(int i=0;i<n;++i){a[i]*=2;} def f(x): return x**2 #comment <div class=\"a\"> SELECT * FROM t WHERE id=1; "
            "let x = |y| y + 1; https://example.org/a?b=c&d=%20 {\"k\": [1, null]} \\frac{a}{b} $PATH snake_case camelCase",
    "more_code": "fn main() -> Result<(), Box<dyn Error>> { println!(\"{:?}\", x?); } #include <vector> std::vector<int>&& v; "
                 "$('#id').on(\"click\", async () => await fetch(`/api/${id}`)); SELECT COUNT(*)::int AS n; \\d+(?:\\.\\d+)? "
                 "if [[ -z \"$1\" ]]; then exit 1; fi 0xDEADBEEF 1e-9 __init__ a<b>>c @Override @media(max-width:60em){} λx.x",
    "json": "{\"name\":\"Zoë\",\"tags\":[\"a\",\"b\"],\"n\":-1.5e3,\"u\":\"\\u00e9\"} [{},[],null,true] {\"a\":{\"b\":{\"c\":[1,2,3]}}}",
    "urls": "https://user:pw@example.org:8080/a/b.html?q=x%20y&z=1#top mailto:someone@example.net ftp://[2001:db8::1]/ "
            "www.bücher.example //cdn.example.com/x.js file:///C:/a.txt example.museum",
    "cjk_blocks": "㐀䶵 一鿕 鿿 \U00020000\U0002a6d6 \U0002a700 \U0002b740 \U0002b820 \U0002ceb0 \U00030000 \U00031350 豈 "
                  "\ufa0e \ufad9 \U0002f800 \U0002fa1d ⺀ ⼀ 〇 々 ㊀ ㍻ ㄅ ꀀ 㔾a a㔾 x中y",
    "flags": "🇫🇷🇯🇵 🏳️‍🌈 🏴‍☠️ 👩🏾‍🚀 👨‍👩‍👦 🤷🏻‍♀️ 1️⃣ ✋🏿 🫶🏼",
    "specials": "[MASK] a[MASK]b [mask] [ MASK ] [CLS][SEP] [UNK] [PAD] [[MASK]] x[UNK]y [MASK",
}
SPACES = [" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u2028", "\u200b", "\u00ad", "\ufeff", "\x0b", "\x85", "\u1680", ""]
ODD = ["\x00", "\x01", "\x1b[31m", "\x7f", "\x9f", "\u200d", "\u202e", "\ufffd", "\ufffe", "\ue000", "\U000f0000", "\u0378",
       "\U0010ffff", "\u0301", "e\u0301", "a\u0323\u0302", "\u0344", "\u1fef", "\u037e", "\u2126", "\u212a", "\U0001d15e",
       "\U0001d11e", "\uac00", "\ud7a3", "\u1e9e", "\ufb00", "\u3300", "\uff21", "\uff0c", "\u0e33", "\u0f73", "\u0958",
       "a\u302e\u08d4", "a\u08d4\u302e", "a\U0001d165\U00016ff0", "a\u1baa\u0301\u302e", "\u0f71\u0f72", "\u1100\u1161",
       "[UNK\u0301]", "[\u200bMASK]", "[MASK]\u0301", "\u0301[MASK]", "\u4e00\u0301", "!\u0301", "\u0301", "#\u0301#", "##s",
       "_", "^", "`", "~", "$", "+", "<", "=", "|", "×", "÷", "°", "§", "¿", "«", "»", "—", "…", "・", "〜"]
INVALID = ["ff", "fe", "c0af", "c1bf", "e08080", "eda080", "edbfbf", "f08080af", "f4908080", "f5808080", "80", "bf80", "c3",
           "e282", "f09f98", "61c362", "61e28262", "61f09f9862", "c3c3a9", "e2e282ac", "f09ff09f9880", "61ff62", "fffefd20fc"]


def generated(rng):
    """Yields texts; main() removes duplicates."""
    words = {kind: text.split(" ") for kind, text in WORDS.items()}
    every = [word for kind in words.values() for word in kind] + ODD
    yield from WORDS.values()
    yield from every
    for kind in words.values():
        for _ in range(40):
            yield "".join(rng.choice(kind) + rng.choice(SPACES[:8]) for _ in range(rng.randint(1, 12)))
    for _ in range(500):
        yield "".join(rng.choice(every) + rng.choice(SPACES) for _ in range(rng.randint(1, 10)))
    for _ in range(400):
        yield "".join(chr(rng.choice([rng.randrange(0x20, 0x7f), rng.randrange(0x80, 0x800), rng.randrange(0x800, 0xd800),
                                      rng.randrange(0xe000, 0x10000), rng.randrange(0x10000, 0x20000)]))
                      for _ in range(rng.randint(1, 12)))
    for c in range(128):
        yield f"x{chr(c)}y {chr(c)}"
    for _ in range(200):
        yield "".join(chr(rng.choice([rng.randrange(0x20), rng.randrange(0x7f, 0xa0), rng.randrange(0x2000, 0x2070),
                                      rng.randrange(0xe000, 0xf900), rng.randrange(0x300, 0x370), rng.randrange(0x61, 0x7b)]))
                      for _ in range(rng.randint(2, 12)))
    for _ in range(200):
        yield "".join(chr(c) for c in (rng.randrange(0x110000) for _ in range(rng.randint(1, 8))) if c not in SURROGATES)
    for size in (17, 18, 19, 99, 100, 101, 200, 1000):
        for letter in ("a", "é", "ß", "한", "q1"):
            yield letter * size


def entry(tokenizer, item, text, repeat=1):
    ids = tokenizer.encode(text * repeat, add_special_tokens=False).ids
    out = dict(item)
    if repeat > 1:
        out["repeat"] = repeat
    if len(ids) > 2000:
        out |= {"count": len(ids), "first": ids[:20], "last": ids[-20:]}
    else:
        out["ids"] = ids
    return out


def hash_of_block(start):
    value = 0xcbf29ce484222325
    for c in range(start, start + 4096):
        if c in SURROGATES:
            continue
        kind, output = classify(chr(c))
        data = bytes([["drop", "space", "alone", "word"].index(kind), len(output)])
        for byte in data + b"".join(o.to_bytes(4, "little") for o in output):
            value = (value ^ byte) * 0x100000001b3 % 2**64
    return f"{value:016x}"


def check_marks(tokens):
    """Fails if a token has a combining mark that is not stripped: the core does not sort such marks (unicode.h)."""
    nfd = normalizers.NFD()
    for c in set("".join(tokens)):
        output = classify(c)[1]
        is_mark = nfd.normalize_str("\u0315" + c)[0] == c or nfd.normalize_str(c + "\u0334")[0] == "\u0334"
        assert not (is_mark and output), f"U+{ord(c):04X} is in the vocabulary: the core must sort marks"


def main():
    vocabulary, path = sys.argv[1:]
    tokens = embedder_vocabulary(vocabulary)
    check_marks(tokens)
    tokenizer = reference_tokenizer(tokens)
    rng = random.Random(20240501)
    texts = dict.fromkeys(generated(rng))
    strings = [entry(tokenizer, {"text": text}, text) for text in texts]
    for text, repeat in [("Why is the sky blue? ", 5000), ("naïve façade ", 8000), ("漢字", 20000), ("x", 100000),
                         ("[MASK] ", 15000), ("\u0301", 60000), ("a\n", 50000), ("한", 40000), ("[", 100000)]:
        strings.append(entry(tokenizer, {"text": text}, text, repeat))
    invalid = [bytes.fromhex(text) for text in INVALID]
    invalid += [rng.randbytes(rng.randint(1, 24)) for _ in range(700)]
    invalid += ["".join(rng.choice(ODD + ["word "]) for _ in range(4)).encode()[:-1] for _ in range(200)]
    for data in dict.fromkeys(invalid):
        text = data.decode("utf-8", errors="replace")  # the number of U+FFFD does not matter: the normaliser drops them
        strings.append(entry(tokenizer, {"hex": data.hex()}, text))
    limits = []
    for text in [*WORDS.values(), "a" * 101, "antidisestablishmentarianism " * 3, "", " \n", "[MASK]" * 5]:
        for most in (0, 1, 2, 3, 5, 8, 13, 1000):
            ids = []
            if most > 0:
                tokenizer.enable_truncation(most)
                ids = tokenizer.encode(text, add_special_tokens=False).ids
            limits.append({"text": text, "max_tokens": most, "ids": ids})
    parts = {"normalised": [hash_of_block(start) for start in range(0, 0x110000, 4096)], "strings": strings, "limits": limits}
    body = ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(item, separators=(",", ":")) for item in items) + "\n]"
                      for name, items in parts.items())
    with open(path, "w", encoding="ascii") as file:
        file.write("{\n" + body + "\n}\n")
    print({name: len(items) for name, items in parts.items()})


if __name__ == "__main__":
    main()
