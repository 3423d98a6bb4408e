#include "server/config/secrets.h"

#include <algorithm>
#include <cctype>

#include "base/files.h"

namespace alpharoute::server {
namespace {

std::string checked(const TomlSection& section, const char* key, std::string value) {
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' ')) value.pop_back();
  const bool is_plain = std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (value.empty() || !is_plain) section.fail(key, "leads to a key that is empty or has spaces or line breaks in it");
  return value;
}

bool is_token(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }
bool is_visible(char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; }

}  // namespace

std::string secret_of_environment(const TomlSection& section, const char* key, const std::string& variable,
                                  const Environment& environment) {
  const std::optional<std::string> value = environment(variable);
  if (!value || value->empty()) section.fail(key, "names the environment variable " + variable + ", which is not set");
  return checked(section, key, *value);
}

std::string secret_of_file(const TomlSection& section, const char* key, const std::string& path) {
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) section.fail(key, "can't be read: " + bytes.error().message);
  return checked(section, key, *bytes);
}

void check_header(const TomlSection& section, const std::string& name, const std::string& value) {
  constexpr std::string_view kOurs[] = {"content-length", "transfer-encoding", "connection", "host"};
  std::string small = name;
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
  const bool is_ours = std::find(std::begin(kOurs), std::end(kOurs), small) != std::end(kOurs);
  if (name.empty() || is_ours || !std::all_of(name.begin(), name.end(), is_token) ||
      !std::all_of(value.begin(), value.end(), is_visible)) {
    section.fail(name.c_str(), "is no header that can be set");
  }
}

}  // namespace alpharoute::server
