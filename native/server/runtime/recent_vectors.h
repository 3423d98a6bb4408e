// Vectors that an embedding server returned recently, so that a repeated prompt is not paid for twice.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/lru.h"

namespace alpharoute::server {

// Keeps the most recently used vectors by a hash of their text, never the text itself. Thread-safe.
class RecentVectors {
 public:
  static constexpr std::size_t kBytes = std::size_t{16} << 20;  // about 1,000 vectors of 4,096 dimensions

  explicit RecentVectors(std::size_t bytes = kBytes) : vectors_(bytes) {}

  // Returns the key of `text` for an embedding model.
  static std::string key(std::string_view model, std::string_view text);

  // Returns an empty vector for an unknown key.
  std::vector<float> find(const std::string& key);
  void put(const std::string& key, const std::vector<float>& vector);

 private:
  std::mutex mutex_;
  base::Lru<std::string, std::vector<float>> vectors_;
};

}  // namespace alpharoute::server
