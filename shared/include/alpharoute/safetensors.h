// Reads and writes safetensors files in memory: named tensors of numbers and a map of strings.
//
// Layout (https://github.com/huggingface/safetensors): 8 bytes, the length n of the header, little-endian; n bytes of
// JSON, {"__metadata__": {name: text, ...}, name: {"dtype": .., "shape": [..], "data_offsets": [begin, end]}, ...};
// then the tensors' bytes, little-endian, row-major. Offsets count from the end of the header.
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

// Longest accepted header: a million characters of names and labels.
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{1} << 20;

struct Tensor {
  std::string dtype;                 // "F32", "F16", "I8", "U8", "U32", ... as in the file
  std::vector<std::uint64_t> shape;  // sizes; their product times the element's size is bytes.size()
  std::span<const std::byte> bytes;  // into the file's bytes, not aligned

  std::uint64_t elements() const;  // product of the shape
};

// A parsed file. Points into its bytes, which must outlive it.
class Safetensors {
 public:
  // Validates the header: lengths, offsets, shapes, overlaps, gaps, repeated names. Error::bad_format for an invalid
  // one. Takes memory in proportion to the header.
  static Result<Safetensors> parse(std::span<const std::byte> file);

  const std::map<std::string, std::string, std::less<>>& metadata() const { return metadata_; }
  const std::map<std::string, Tensor, std::less<>>& tensors() const { return tensors_; }

  // Returns the metadata entry, or Error::bad_format if it is missing.
  Result<std::string_view> text(std::string_view name) const;

  // Returns the tensor, or Error::bad_format unless it has this dtype and shape (0 matches any size except 0).
  Result<Tensor> tensor(std::string_view name, std::string_view dtype, std::span<const std::uint64_t> shape) const;

  // Returns a copy of the tensor's numbers; converts F16 to float.
  Result<std::vector<float>> floats(std::string_view name, std::span<const std::uint64_t> shape) const;
  Result<std::vector<std::uint32_t>> unsigned_integers(std::string_view name,
                                                       std::span<const std::uint64_t> shape) const;

 private:
  std::map<std::string, std::string, std::less<>> metadata_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

// Returns the bytes of a file. The same input gives the same bytes: names in order, the header padded with spaces to a
// multiple of 8. Every tensor's `bytes` must have the size of its dtype and shape.
std::string write_safetensors(const std::map<std::string, Tensor, std::less<>>& tensors,
                              const std::map<std::string, std::string, std::less<>>& metadata);

}  // namespace alpharoute
