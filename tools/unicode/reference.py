"""The reference for the core's tokenizer, from the `tokenizers` library."""
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SURROGATES = range(0xD800, 0xE000)  # not valid in text

NORMALIZER = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True)
PRE_TOKENIZER = pre_tokenizers.BertPreTokenizer()


def classify(character):
    """Returns (class, output): "drop", "space", or "word" / "alone" with the code points that the character becomes."""
    normal = NORMALIZER.normalize_str(character)
    pieces = [piece for piece, _ in PRE_TOKENIZER.pre_tokenize_str("a" + normal + "b")]
    output = [ord(c) for c in normal if not c.isspace()]
    if pieces == ["ab"]:
        return "drop", []
    if pieces == ["a", "b"]:
        return "space", []
    if len(pieces) == 1:
        return "word", output
    assert len(pieces) == 3 and len(output) == 1, (character, pieces)
    return "alone", output


def reference_tokenizer(tokens):
    """Returns WordPiece over `tokens` in id order, as the BERT family configures it; adds no [CLS] or [SEP]."""
    tokenizer = Tokenizer(models.WordPiece({token: i for i, token in enumerate(tokens)}, unk_token="[UNK]",
                                           max_input_chars_per_word=100))
    tokenizer.normalizer = NORMALIZER
    tokenizer.pre_tokenizer = PRE_TOKENIZER
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIALS
                                  if token in tokens])
    return tokenizer


def embedder_vocabulary(path):
    """Returns the tokens of an embedder file, in id order."""
    from safetensors import safe_open
    with safe_open(path, "numpy") as file:
        return file.get_tensor("vocabulary").tobytes().decode().split("\n")[:-1]
