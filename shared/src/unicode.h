// What BERT's normaliser makes of one Unicode code point: controls out, accents stripped, lower case; and how its
// pre-tokeniser cuts there. The tables come from the `tokenizers` library itself (tools/unicode).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace alpharoute {

enum class CharacterClass : std::uint8_t {
  drop,   // leaves no trace, not even a word's end: controls, combining marks, U+FFFD
  space,  // ends a word
  alone,  // a word of its own: punctuation, symbols that count as such, CJK ideographs
  word,   // part of a word
};

struct Normalised {
  CharacterClass kind;
  std::uint8_t size;        // code points in `output`: 0 for drop and space, 1 for alone, 1 to 3 for word
  std::uint32_t output[3];  // the rest is 0
};

// What stands for bytes that are not UTF-8.
constexpr std::uint32_t kReplacement = 0xFFFD;

// Any value below 0x110000. Context-free: of two marks in a row that both stay, the order is kept as it is in the text,
// where the library sorts them (NFD). Only 80 rare marks stay, none of them in BERT's vocabulary, so that a word with
// one is [UNK] in either order (make_golden.py checks it).
Normalised normalise(std::uint32_t code_point);

// The same in one look, for the ASCII character that is the index: one of the three below, or itself in lower case.
extern const std::array<char, 128> kAscii;
constexpr char kAsciiDrop = 0, kAsciiSpace = 1, kAsciiAlone = 2;

// The code point that starts at text[position], which is moved beyond it. What is not UTF-8 reads as kReplacement, one
// for each maximal part of a sequence (Unicode 15, section 3.9; as Rust's from_utf8_lossy and the WHATWG decoder).
std::uint32_t decode_utf8(std::string_view text, std::size_t& position);

// Whether decode_utf8 finds no fault in it.
bool is_utf8(std::string_view text);

// Writes `code_point` as UTF-8 to `out`, which has room for 4 bytes; returns how many it took.
std::size_t encode_utf8(std::uint32_t code_point, char* out);

}  // namespace alpharoute
