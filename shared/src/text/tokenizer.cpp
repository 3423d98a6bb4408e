#include "alpharoute/tokenizer.h"

#include <algorithm>
#include <bit>

#include "text/unicode.h"

namespace alpharoute {
namespace {

constexpr std::size_t kMaxTokens = std::size_t{1} << 20, kMaxBytes = std::size_t{1} << 26;
constexpr std::size_t kMaxWordCharacters = 100, kMaxWordBytes = 4 * kMaxWordCharacters;
constexpr TokenId kNoToken = ~TokenId{0};
constexpr std::string_view kUnknown = "[UNK]", kContinuation = "##";
constexpr std::string_view kSpecials[] = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

// A slot: 1 bit set if it is in use, 11 bits of the hash, so that a miss rarely compares a token, 20 bits of the id.
constexpr std::uint32_t kEmpty = 0, kTaken = 1u << 31, kIdMask = kMaxTokens - 1;
constexpr std::uint32_t slot_tag(std::uint32_t hash) { return kTaken | (hash & ~kIdMask); }

Error bad(std::string sentences) { return {ErrorCode::bad_format, std::move(sentences)}; }

std::string line(std::size_t id) { return "line " + std::to_string(id + 1) + " of the vocabulary"; }

// FNV-1a: the hash of a word is computed from the hash of its prefix.
constexpr std::uint32_t add_byte(std::uint32_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
}
constexpr std::uint32_t hash_seed(bool is_continuation) { return is_continuation ? 3166136269u : 2166136261u; }

std::uint32_t hash_of(std::string_view piece, bool is_continuation) {
  std::uint32_t hash = hash_seed(is_continuation);
  for (const char byte : piece) hash = add_byte(hash, byte);
  return hash;
}

}  // namespace

// The current word, normalised.
struct Tokenizer::Word {
  char bytes[kMaxWordBytes];
  std::size_t size = 0;        // bytes
  std::size_t characters = 0;  // beyond kMaxWordCharacters counted but not stored

  void add_ascii(char c) {
    if (++characters <= kMaxWordCharacters) bytes[size++] = c;
  }
  void add(const Normalised& character) {
    for (std::size_t i = 0; i < character.size; ++i) {
      if (++characters <= kMaxWordCharacters) size += encode_utf8(character.output[i], bytes + size);
    }
  }
};

Result<Tokenizer> Tokenizer::create(std::string_view vocabulary) {
  Tokenizer tokenizer;
  if (const Result<void> done = tokenizer.read_entries(vocabulary); !done) return done.error();
  if (const Result<void> done = tokenizer.build_index(); !done) return done.error();
  if (const Result<void> done = tokenizer.find_specials(); !done) return done.error();
  return tokenizer;
}

Result<void> Tokenizer::read_entries(std::string_view vocabulary) {
  if (!vocabulary.ends_with('\n')) return bad("the vocabulary has no line feed at its end. Add one after each token.");
  const auto tokens = static_cast<std::size_t>(std::count(vocabulary.begin(), vocabulary.end(), '\n'));
  if (tokens > kMaxTokens || vocabulary.size() > kMaxBytes) {
    return bad("the vocabulary has more than 1048576 tokens or 67108864 bytes. Use a smaller one.");
  }
  text_ = vocabulary;
  entries_.reserve(tokens);
  for (std::size_t begin = 0; begin < vocabulary.size();) {
    const std::size_t size = vocabulary.find('\n', begin) - begin;
    const std::string_view token = vocabulary.substr(begin, size);
    if (token.empty()) return bad(line(entries_.size()) + " is empty. Write one token per line.");
    if (!is_utf8(token)) return bad(line(entries_.size()) + " is not UTF-8. Write the tokens in UTF-8.");
    const bool is_continuation = size > kContinuation.size() && token.starts_with(kContinuation);
    entries_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size), is_continuation});
    begin += size + 1;
  }
  return {};
}

Result<void> Tokenizer::build_index() {
  slots_.assign(std::bit_ceil(entries_.size() * 2), kEmpty);
  for (TokenId id = 0; id < entries_.size(); ++id) {
    const Entry& entry = entries_[id];
    const std::string_view piece = piece_of(entry);
    const std::uint32_t hash = hash_of(piece, entry.is_continuation);
    const TokenId same = find(piece, entry.is_continuation, hash);
    if (same != kNoToken) return bad(line(id) + " repeats line " + std::to_string(same + 1) + ". Remove one.");
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != kEmpty) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = slot_tag(hash) | id;
    longest_piece_ = std::min(std::max(longest_piece_, piece.size()), kMaxWordBytes);
  }
  return {};
}

Result<void> Tokenizer::find_specials() {
  for (const std::string_view text : kSpecials) {
    const TokenId id = find(text, false, hash_of(text, false));
    if (id != kNoToken) specials_.push_back({id, text});
    if (text == kUnknown) unknown_id_ = id;
  }
  if (unknown_id_ == kNoToken) return bad("the vocabulary has no [UNK]. Add it for unknown words.");
  return {};
}

std::string_view Tokenizer::piece_of(const Entry& entry) const {
  return entry.text(text_).substr(entry.is_continuation ? kContinuation.size() : 0);
}

TokenId Tokenizer::find(std::string_view piece, bool is_continuation, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at] != kEmpty; at = (at + 1) & mask) {
    if ((slots_[at] & ~kIdMask) != slot_tag(hash)) continue;
    const TokenId id = slots_[at] & kIdMask;
    const Entry& entry = entries_[id];
    if (entry.is_continuation == is_continuation && piece_of(entry) == piece) return id;
  }
  return kNoToken;
}

void Tokenizer::encode(std::string_view text, std::size_t max_tokens, std::vector<TokenId>& ids) const {
  const std::size_t most = ids.size() + std::min(max_tokens, ids.max_size() - ids.size());
  Word word;
  for (std::size_t position = 0; position < text.size() && ids.size() < most;) {
    const auto byte = static_cast<unsigned char>(text[position]);
    if (byte >= 0x80) {
      const Normalised character = normalise(decode_utf8(text, position));
      if (character.kind == CharacterClass::drop) continue;
      if (character.kind != CharacterClass::word) finish_word(word, ids);
      word.add(character);
      if (character.kind == CharacterClass::alone) finish_word(word, ids);
      continue;
    }
    ++position;
    const char c = kAscii[byte];
    if (c > kAsciiAlone) {
      word.add_ascii(c);
      continue;
    }
    if (c == kAsciiDrop) continue;
    finish_word(word, ids);
    if (c == kAsciiSpace) continue;
    const Special* special = byte == '[' ? special_at(text.substr(position - 1)) : nullptr;
    if (special == nullptr) {
      word.add_ascii(static_cast<char>(byte));
      finish_word(word, ids);
    } else {
      ids.push_back(special->id);
      position += special->text.size() - 1;
    }
  }
  finish_word(word, ids);
  if (ids.size() > most) ids.resize(most);
}

void Tokenizer::finish_word(Word& word, std::vector<TokenId>& ids) const {
  if (word.characters == 0) return;
  const std::size_t before = ids.size();
  if (word.characters > kMaxWordCharacters || !split_word({word.bytes, word.size}, ids)) {
    ids.resize(before);
    ids.push_back(unknown_id_);
  }
  word.size = word.characters = 0;
}

// Splits the word greedily: appends the longest token that starts the word, then the longest that starts the rest, and
// so on. Returns false if a rest has none.
bool Tokenizer::split_word(std::string_view word, std::vector<TokenId>& ids) const {
  std::uint32_t hashes[kMaxWordBytes + 1];  // hashes of the prefixes of `rest`, by size
  for (std::size_t begin = 0; begin < word.size();) {
    const bool is_continuation = begin > 0;
    const std::string_view rest = word.substr(begin);
    std::size_t size = std::min(rest.size(), longest_piece_);
    hashes[0] = hash_seed(is_continuation);
    for (std::size_t i = 0; i < size; ++i) hashes[i + 1] = add_byte(hashes[i], rest[i]);
    TokenId found = kNoToken;
    for (; size > 0; --size) {
      if (size < rest.size() && (rest[size] & 0xC0) == 0x80) continue;  // no token ends inside a character
      found = find(rest.substr(0, size), is_continuation, hashes[size]);
      if (found != kNoToken) break;
    }
    if (found == kNoToken) return false;
    ids.push_back(found);
    begin += size;
  }
  return true;
}

const Tokenizer::Special* Tokenizer::special_at(std::string_view text) const {
  for (const Special& special : specials_) {
    if (text.starts_with(special.text)) return &special;
  }
  return nullptr;
}

}  // namespace alpharoute
