// Reads a table of a TOML file key by key, and reports the keys that were not read.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/deadline.h"

namespace alpharoute::server {

// Thrown for an invalid configuration; `parse_config` catches it. The message has the file and the line.
struct BadConfig {
  std::string message;
};

class TomlSection {
 public:
  // `name` is for error messages, e.g. "[server]". `table` must outlive the section.
  TomlSection(const toml::table& table, std::string name, std::string path);

  // Each returns false and keeps `out` if the key is missing, and throws BadConfig for a value of another type or
  // outside the range.
  bool read(const char* key, std::string& out);
  bool read(const char* key, bool& out);
  bool read(const char* key, std::vector<std::string>& out);
  bool read(const char* key, double& out, double low, double high);
  bool read(const char* key, net::Milliseconds& out, double low_seconds, double high_seconds);
  template <typename Integer>
  bool read_integer(const char* key, Integer& out, std::int64_t low, std::int64_t high) {
    std::int64_t value = 0;
    if (!integer(key, value, low, high)) return false;
    out = static_cast<Integer>(value);
    return true;
  }

  // A sub-table, or null if the key is missing.
  const toml::table* table(const char* key);
  // The entries of [[key]].
  std::vector<const toml::table*> tables(const char* key);

  // Throws BadConfig for the first key that was not read. Suggests the new name of a renamed key, else the nearest key.
  void finish() const;

  // Throws BadConfig: "<path>, line <n>: "<key>" in <section> <what>."
  [[noreturn]] void fail(const char* key, const std::string& what) const;

 private:
  const toml::node* take(const char* key);
  bool integer(const char* key, std::int64_t& out, std::int64_t low, std::int64_t high);
  std::string place(const toml::node& node) const;

  const toml::table& table_;
  std::string name_, path_;
  std::vector<std::string> known_;
};

// Returns the candidate with the smallest edit distance to `word`, or "" if none is similar.
std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace alpharoute::server
