// A file of vectors from an embedding server, so that each text is paid for once.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute::embed {

// Layout: 8 bytes "ARVEC001"; 64 hexadecimal digits, the SHA-256 of the model key; 4 bytes, the dimensions d,
// little-endian; then records of 64 hexadecimal digits, the SHA-256 of a text, and d floats, little-endian. The file
// contains no text. Records are appended; opening the file truncates an incomplete record, which a crash can leave.
// The file is locked: only one process can use it.
class VectorCache {
 public:
  // `model_key` identifies the model, with its address. Error::io if another process uses the file; Error::bad_format
  // if it is not a cache, or belongs to another model.
  static Result<std::unique_ptr<VectorCache>> open(const std::string& path, std::string_view model_key);
  ~VectorCache();
  VectorCache(const VectorCache&) = delete;
  VectorCache& operator=(const VectorCache&) = delete;

  // Returns the vector of the text, or an empty span.
  std::span<const float> find(const std::string& text) const;

  // Appends vectors, which must have the same dimensions, with one write: a crash does not damage earlier ones.
  Result<void> add(const std::vector<std::pair<std::string, std::vector<float>>>& vectors);

 private:
  VectorCache(std::string path, int file, std::string model_key);
  Result<void> load();

  std::string path_;
  int file_;
  std::string model_hash_;  // SHA-256 of the model key
  std::uint32_t dimensions_ = 0;
  std::map<std::string, std::vector<float>> vectors_;  // by SHA-256 of the text
};

}  // namespace alpharoute::embed
