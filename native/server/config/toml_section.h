// A table of a TOML file, read key by key; what is left at the end is unknown.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "net/deadline.h"

namespace alpharoute::server {

// Thrown by what reads the file, caught by `parse_config`.
struct BadConfig {
  std::string message;
};

class TomlSection {
 public:
  // `name` as people write it: "[server]".
  TomlSection(const toml::table& table, std::string name, std::string path);

  // Each leaves `out` alone if the key is missing. Numbers must lie in the range.
  bool read(const char* key, std::string& out);
  bool read(const char* key, bool& out);
  bool read(const char* key, std::vector<std::string>& out);
  bool read(const char* key, double& out, double low, double high);
  template <typename Integer>
  bool read_integer(const char* key, Integer& out, std::int64_t low, std::int64_t high) {
    std::int64_t value = 0;
    if (!integer(key, value, low, high)) return false;
    out = static_cast<Integer>(value);
    return true;
  }
  // Seconds, whole or not.
  bool read(const char* key, net::Milliseconds& out, double low_seconds, double high_seconds);

  const toml::table* table(const char* key);
  std::vector<const toml::table*> tables(const char* key);

  // Complains of the first key that nobody read.
  void finish() const;

  [[noreturn]] void fail(const char* key, const std::string& what) const;

 private:
  const toml::node* take(const char* key);
  bool integer(const char* key, std::int64_t& out, std::int64_t low, std::int64_t high);
  std::string place(const toml::node& node) const;

  const toml::table& table_;
  std::string name_, path_;
  std::vector<std::string> known_;
};

// The candidate that `word` may have been meant to be, or "".
std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace alpharoute::server
