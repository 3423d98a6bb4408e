// Vectors that a server has made, kept on disk so that no text is paid for twice.
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

// File: 8 bytes "ARVEC001"; 64 hexadecimal digits, the SHA-256 of what made the vectors (address and model); 4 bytes,
// d, little-endian; then records of 64 hexadecimal digits, the SHA-256 of the text, and d floats, little-endian. Texts
// themselves are not in it. Records are appended; a half record at the end, left by a crash, is cut off when the file
// is opened. One process has the file at a time.
class VectorCache {
 public:
  // `model_key` tells apart what makes different vectors of one text. Error::io if another process has it;
  // Error::bad_format if the file is none of these, or was made by another model_key.
  static Result<std::unique_ptr<VectorCache>> open(const std::string& path, std::string_view model_key);
  ~VectorCache();
  VectorCache(const VectorCache&) = delete;
  VectorCache& operator=(const VectorCache&) = delete;

  // The vector of the text, or nothing.
  std::span<const float> find(const std::string& text) const;

  // All vectors have one size. Written at once, so that a crash loses no earlier ones.
  Result<void> add(const std::vector<std::pair<std::string, std::vector<float>>>& vectors);

 private:
  VectorCache(std::string path, int file, std::string model_key);
  Result<void> load();

  std::string path_;
  int file_;
  std::string maker_;  // its SHA-256
  std::uint32_t dimensions_ = 0;
  std::map<std::string, std::vector<float>> vectors_;  // by the text's SHA-256
};

}  // namespace alpharoute::embed
