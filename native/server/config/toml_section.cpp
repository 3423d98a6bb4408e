#include "server/config/toml_section.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "server/config/renamed_keys.h"

namespace alpharoute::server {
namespace {

std::string range_text(double low, double high) {
  char text[80];
  std::snprintf(text, sizeof text, "a number from %g to %g", low, high);
  return text;
}

// The Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d = distance(word, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

TomlSection::TomlSection(const toml::table& table, std::string name, std::string path)
    : table_(table), name_(std::move(name)), path_(std::move(path)) {}

std::string TomlSection::place(const toml::node& node) const {
  return path_ + ", line " + std::to_string(node.source().begin.line) + ": ";
}

const toml::node* TomlSection::take(const char* key) {
  known_.emplace_back(key);
  return table_.get(key);
}

void TomlSection::fail(const char* key, const std::string& what) const {
  const toml::node* node = table_.get(key);
  const toml::node& at = node != nullptr ? *node : static_cast<const toml::node&>(table_);
  throw BadConfig{place(at) + "\"" + key + "\" in " + name_ + " " + what +
                  (what.ends_with('.') || what.ends_with('?') ? "" : ".")};
}

bool TomlSection::read(const char* key, std::string& out) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const auto value = node->value<std::string>();
  if (!node->is_string() || !value) fail(key, "must be a string in quotes");
  out = *value;
  return true;
}

bool TomlSection::read(const char* key, bool& out) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  if (!node->is_boolean()) fail(key, "must be true or false");
  out = *node->value<bool>();
  return true;
}

bool TomlSection::read(const char* key, std::vector<std::string>& out) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const toml::array* array = node->as_array();
  if (array == nullptr) fail(key, "must be a list of strings");
  out.clear();
  for (const toml::node& entry : *array) {
    if (!entry.is_string()) fail(key, "must be a list of strings");
    out.push_back(*entry.value<std::string>());
  }
  return true;
}

bool TomlSection::read(const char* key, double& out, double low, double high) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !(*value >= low && *value <= high)) fail(key, "must be " + range_text(low, high));
  out = *value;
  return true;
}

bool TomlSection::integer(const char* key, std::int64_t& out, std::int64_t low, std::int64_t high) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
  if (!value || *value < low || *value > high) {
    fail(key, "must be an integer from " + std::to_string(low) + " to " + std::to_string(high));
  }
  out = *value;
  return true;
}

bool TomlSection::read(const char* key, net::Milliseconds& out, double low_seconds, double high_seconds) {
  double seconds = 0.0;
  if (!read(key, seconds, low_seconds, high_seconds)) return false;
  out = net::Milliseconds(std::llround(seconds * 1000.0));
  return true;
}

const toml::table* TomlSection::table(const char* key) {
  const toml::node* node = take(key);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) fail(key, "must be a table");
  return node->as_table();
}

std::vector<const toml::table*> TomlSection::tables(const char* key) {
  std::vector<const toml::table*> out;
  const toml::node* node = take(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) fail(key, "must be a list of tables. Write [[" + std::string(key) + "]]");
  for (const toml::node& entry : *array) {
    if (!entry.is_table()) fail(key, "must be a list of tables. Write [[" + std::string(key) + "]]");
    out.push_back(entry.as_table());
  }
  return out;
}

void TomlSection::finish() const {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::string unknown = place(node) + "unknown key \"" + name + "\" in " + name_ + ".";
    for (const RenamedKey& renamed : kRenamedKeys) {
      if (renamed.section != name_ || renamed.old_name != name) continue;
      throw BadConfig{unknown + " Its name is now \"" + std::string(renamed.new_name) + "\"."};
    }
    const std::string nearest = nearest_word(name, known_);
    throw BadConfig{unknown +
                    (nearest.empty() ? " docs/config.md lists all keys." : " Did you mean \"" + nearest + "\"?")};
  }
}

}  // namespace alpharoute::server
