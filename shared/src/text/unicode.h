// BERT's normaliser for one Unicode code point (no controls, no accents, lower case), and its class in the
// pre-tokeniser. tools/unicode generates the tables from the `tokenizers` library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace alpharoute {

enum class CharacterClass : std::uint8_t {
  drop,   // removed, without ending a word: controls, combining marks, U+FFFD
  space,  // ends a word
  alone,  // a separate word: punctuation, some symbols, CJK ideographs
  word,   // part of a word
};

struct Normalised {
  CharacterClass kind;
  std::uint8_t size;        // code points in `output`: 0 for drop and space, 1 for alone, 1 to 3 for word
  std::uint32_t output[3];  // the other elements are 0
};

// Replaces bytes that are not UTF-8.
constexpr std::uint32_t kReplacement = 0xFFFD;

// Normalises any value below 0x110000, independent of its neighbours. The library sorts combining marks (NFD) and this
// function does not, but only 80 rare marks are kept, none of them in BERT's vocabulary: a word with one is [UNK] in
// any order (make_golden.py checks it).
Normalised normalise(std::uint32_t code_point);

// The same for ASCII, indexed by the character: one of the three constants below, or the character in lower case.
extern const std::array<char, 128> kAscii;
constexpr char kAsciiDrop = 0, kAsciiSpace = 1, kAsciiAlone = 2;

// Returns the code point at text[position] and moves `position` past it. Bytes that are not UTF-8 become kReplacement,
// one for each maximal part of a sequence (Unicode 15, section 3.9; as Rust's from_utf8_lossy and the WHATWG decoder).
std::uint32_t decode_utf8(std::string_view text, std::size_t& position);

// True if `text` is valid UTF-8.
bool is_utf8(std::string_view text);

// Writes `code_point` as UTF-8 to `out`, which has at least 4 bytes. Returns the number of bytes written.
std::size_t encode_utf8(std::uint32_t code_point, char* out);

}  // namespace alpharoute
