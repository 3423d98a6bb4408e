// Vectors that a server made lately, so that a prompt that comes again is not paid for again.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace alpharoute::server {

// Keeps those used last, up to a number of bytes, by a hash: never their text. Thread-safe.
class RecentVectors {
 public:
  static constexpr std::size_t kBytes = std::size_t{16} << 20;  // a thousand vectors of 4,096 dimensions

  explicit RecentVectors(std::size_t bytes = kBytes) : bytes_left_(bytes) {}

  // Tells apart both texts and what makes different vectors of one.
  static std::string key(std::string_view maker, std::string_view text);

  // Empty if it is not there.
  std::vector<float> find(const std::string& key);
  void keep(const std::string& key, const std::vector<float>& vector);

 private:
  struct Entry {
    std::string key;
    std::vector<float> vector;
  };

  static std::size_t bytes_of(const Entry& entry);

  std::mutex mutex_;
  std::size_t bytes_left_;          // bytes that are left
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace alpharoute::server
