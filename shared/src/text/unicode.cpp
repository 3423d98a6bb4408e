// Layout of the tables in unicode_tables.inc:
//
//   kPages       one byte per 2,048 code points: their page in kBlocks
//   kBlocks      pages of 32 bytes, one per 64 code points: their block in kMarks
//   kMarks       blocks of 32 bytes, half a byte per code point, the lower half first: its CharacterClass, plus kMapped
//                for a code point with an output other than itself, in one of the next three tables or computed
//                (Hangul)
//   kIdeographs  outputs of the two ranges of compatibility ideographs; 0: see kRuns
//   kRuns        the outputs of `count` code points from `first`, `stride` apart, are target, target + stride, ...;
//   with
//                stride 0, `count` neighbours have the same output; ascending
//   kSequences   code points with an output of two or three code points; ascending
#include "text/unicode.h"

#include <algorithm>
#include <iterator>

namespace alpharoute {
namespace {

struct Run {
  std::uint32_t first : 21, stride : 2, count : 9;
  std::uint32_t target;
};

struct Sequence {
  std::uint32_t code_point;
  std::uint32_t output[3];
};

#include "text/unicode_tables.inc"

static_assert(sizeof(kPages) + sizeof(kBlocks) + sizeof(kMarks) + sizeof(kIdeographs) + sizeof(kRuns) +
                      sizeof(kSequences) <=
                  16384,
              "the browser downloads these tables");

constexpr unsigned kMapped = 4;

constexpr unsigned mark_of(std::uint32_t c) {
  const std::uint32_t block = kBlocks[kPages[c >> 11] * 32u + (c >> 6 & 31)];
  return kMarks[block * 32u + (c >> 1 & 31)] >> (c & 1) * 4 & 15u;
}

// Unicode 15, section 3.12: a syllable is a leading consonant, a vowel and an optional trailing consonant.
constexpr std::uint32_t kHangul = 0xAC00, kHangulEnd = 0xD7A4;
constexpr std::uint32_t kLeading = 0x1100, kVowel = 0x1161, kTrailing = 0x11A7, kVowels = 21, kTrailings = 28;

constexpr Normalised decompose_hangul(std::uint32_t c) {
  const std::uint32_t place = c - kHangul;
  const std::uint32_t leading = kLeading + place / (kVowels * kTrailings);
  const std::uint32_t vowel = kVowel + place / kTrailings % kVowels;
  const std::uint32_t trailing = place % kTrailings;
  if (trailing == 0) return {CharacterClass::word, 2, {leading, vowel}};
  return {CharacterClass::word, 3, {leading, vowel, kTrailing + trailing}};
}

// Returns 0 for any other code point, and for an ideograph whose output is in kRuns.
constexpr std::uint32_t find_ideograph(std::uint32_t c) {
  if (c >= 0xF900 && c < 0xFB00) return kIdeographs[c - 0xF900];
  if (c >= 0x2F800 && c < 0x2FA20) return kIdeographs[c - 0x2F800 + 0x200];
  return 0;
}

constexpr std::uint32_t find_in_runs(std::uint32_t c) {
  const auto after = std::upper_bound(std::begin(kRuns), std::end(kRuns), c,
                                      [](std::uint32_t value, const Run& run) { return value < run.first; });
  if (after == std::begin(kRuns)) return 0;
  const Run& run = *std::prev(after);
  const std::uint32_t step = std::max<std::uint32_t>(run.stride, 1), offset = c - run.first;
  if (offset % step != 0 || offset / step >= run.count) return 0;
  return run.target + (run.stride == 0 ? 0 : offset);
}

constexpr Normalised find_output(std::uint32_t c, CharacterClass kind) {
  if (c >= kHangul && c < kHangulEnd) return decompose_hangul(c);
  if (const std::uint32_t target = find_ideograph(c); target != 0) return {kind, 1, {target}};
  if (const std::uint32_t target = find_in_runs(c); target != 0) return {kind, 1, {target}};
  const Sequence& found =
      *std::lower_bound(std::begin(kSequences), std::end(kSequences), c,
                        [](const Sequence& entry, std::uint32_t v) { return entry.code_point < v; });
  const auto size = static_cast<std::uint8_t>(found.output[2] == 0 ? 2 : 3);
  return {kind, size, {found.output[0], found.output[1], found.output[2]}};
}

constexpr Normalised look_up(std::uint32_t c) {
  const unsigned mark = mark_of(c);
  const auto kind = static_cast<CharacterClass>(mark % kMapped);
  if (kind == CharacterClass::drop || kind == CharacterClass::space) return {kind, 0, {}};
  return mark < kMapped ? Normalised{kind, 1, {c}} : find_output(c, kind);
}

constexpr std::array<char, 128> make_ascii() {
  std::array<char, 128> table{};
  for (std::uint32_t c = 0; c < table.size(); ++c) {
    const Normalised character = look_up(c);
    table[c] = character.kind == CharacterClass::drop    ? kAsciiDrop
               : character.kind == CharacterClass::space ? kAsciiSpace
               : character.kind == CharacterClass::alone ? kAsciiAlone
                                                         : static_cast<char>(character.output[0]);
  }
  return table;
}

// The number of bytes after a lead byte, and the range of the first one.
struct Lead {
  int following;
  unsigned char least, most;
};

Lead read_lead(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

Normalised normalise(std::uint32_t code_point) { return look_up(code_point); }

constexpr std::array<char, 128> kAscii = make_ascii();

std::uint32_t decode_utf8(std::string_view text, std::size_t& position) {
  const auto byte = static_cast<unsigned char>(text[position++]);
  if (byte < 0x80) return byte;
  const Lead lead = read_lead(byte);
  if (lead.following == 0) return kReplacement;
  std::uint32_t c = byte & (0x3Fu >> lead.following);
  unsigned char least = lead.least, most = lead.most;
  for (int i = 0; i < lead.following; ++i) {
    if (position >= text.size()) return kReplacement;
    const auto next = static_cast<unsigned char>(text[position]);
    if (next < least || next > most) return kReplacement;
    c = c << 6 | (next & 0x3Fu);
    ++position;
    least = 0x80, most = 0xBF;
  }
  return c;
}

bool is_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const bool is_written = text.substr(position).starts_with("\uFFFD");
    if (decode_utf8(text, position) == kReplacement && !is_written) return false;
  }
  return true;
}

std::size_t encode_utf8(std::uint32_t c, char* out) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6);
    out[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12);
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18);
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

}  // namespace alpharoute
