// Reads and writes safetensors files in memory: named tensors of numbers and a map of strings.
//
// Layout (https://github.com/huggingface/safetensors): 8 bytes, the length n of the header, little-endian; n bytes of
// JSON, {"__metadata__": {name: text, ...}, name: {"dtype": .., "shape": [..], "data_offsets": [begin, end]}, ...};
// then the tensors' bytes, little-endian, row-major, offsets counted from the end of the header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute {

// The longest header that is read: room for a million characters of names and labels.
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{1} << 20;

struct Tensor {
  std::string dtype;                 // "F32", "F16", "I8", "U8", "U32", ... as in the file
  std::vector<std::uint64_t> shape;  // sizes; their product times the element's size is bytes.size()
  std::span<const std::byte> bytes;  // into the file's bytes, not aligned

  std::uint64_t elements() const;  // product of the shape
};

// What a file holds. Points into the bytes it was parsed from, which must outlive it.
class Safetensors {
 public:
  // Checks the whole header (lengths, offsets, shapes, overlaps, gaps, names given twice) before any of it is
  // believed; takes memory in proportion to the header alone. Error::bad_format says what is wrong.
  static Result<Safetensors> parse(std::span<const std::byte> file);

  const std::map<std::string, std::string, std::less<>>& metadata() const { return metadata_; }
  const std::map<std::string, Tensor, std::less<>>& tensors() const { return tensors_; }

  // The entry's text, or Error::bad_format naming what is missing.
  Result<std::string_view> text(std::string_view name) const;

  // The tensor, if its dtype and shape are the ones asked for (0 in `shape` matches any size but 0).
  Result<Tensor> tensor(std::string_view name, std::string_view dtype, std::span<const std::uint64_t> shape) const;

  // Copies of a tensor's numbers; F16 is widened to float.
  Result<std::vector<float>> floats(std::string_view name, std::span<const std::uint64_t> shape) const;
  Result<std::vector<std::uint32_t>> unsigned_integers(std::string_view name,
                                                       std::span<const std::uint64_t> shape) const;

 private:
  std::map<std::string, std::string, std::less<>> metadata_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

// Bytes of a file with these tensors and metadata. The same input gives the same bytes: names in order, the header
// padded with spaces to a multiple of 8. Every tensor's `bytes` has the size its dtype and shape say.
std::string write_safetensors(const std::map<std::string, Tensor, std::less<>>& tensors,
                              const std::map<std::string, std::string, std::less<>>& metadata);

}  // namespace alpharoute
