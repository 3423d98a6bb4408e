#include "server/config/secrets.h"

#include <algorithm>
#include <cctype>

#include "base/files.h"

namespace alpharoute::server {
namespace {

std::string checked(const TomlSection& section, const char* key, std::string value) {
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' ')) value.pop_back();
  const bool is_plain = std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (value.empty() || !is_plain) section.fail(key, "gives a key that is empty or contains spaces or line breaks");
  return value;
}

bool is_token(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }
bool is_visible(char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; }

}  // namespace

std::string secret_from_environment(const TomlSection& section, const char* key, const std::string& variable,
                                    const Environment& environment) {
  const std::optional<std::string> value = environment(variable);
  if (!value || value->empty())
    section.fail(key, "names the environment variable " + variable + ", which is not set. Set it, or use \"key_file\"");
  return checked(section, key, *value);
}

std::string secret_from_file(const TomlSection& section, const char* key, const std::string& path) {
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) section.fail(key, "can't be read: " + bytes.error().message);
  return checked(section, key, *bytes);
}

void check_header(const TomlSection& section, const std::string& name, const std::string& value) {
  constexpr std::string_view kReserved[] = {"content-length", "transfer-encoding", "connection", "host"};
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const bool is_reserved = std::find(std::begin(kReserved), std::end(kReserved), lower) != std::end(kReserved);
  if (name.empty() || is_reserved || !std::all_of(name.begin(), name.end(), is_token) ||
      !std::all_of(value.begin(), value.end(), is_visible)) {
    section.fail(name.c_str(), "is not a header that can be set");
  }
}

}  // namespace alpharoute::server
