#include "server/config/read_config.h"

#include <algorithm>
#include <set>

#include "base/files.h"
#include "server/config/sections.h"
#include "server/config/toml_section.h"

namespace alpharoute::server {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) { throw BadConfig{path + ": " + what}; }

void check_provider(const std::string& path, const std::string& name, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string nearest = nearest_word(name, known);
  fail(path, "unknown provider \"" + name + "\"." + (nearest.empty() ? "" : " Did you mean \"" + nearest + "\"?"));
}

// Checks that names are unique and that each reference has a target.
void check_names(const std::string& path, Config& config) {
  std::vector<std::string> providers;
  std::set<std::string> models;
  for (const auto& entry : config.providers) {
    if (std::find(providers.begin(), providers.end(), entry.name) != providers.end()) {
      fail(path, "the provider \"" + entry.name + "\" appears twice. Rename or remove one.");
    }
    providers.push_back(entry.name);
  }
  for (ModelOptions& model : config.models) {
    if (!models.insert(model.id).second) fail(path, "the model \"" + model.id + "\" appears twice. Remove one.");
    if (model.provider.empty()) model.provider = config.providers.front().name;
    check_provider(path, model.provider, providers);
  }
  if (!config.router.embedding_provider.empty()) check_provider(path, config.router.embedding_provider, providers);
}

Config read_sections(const toml::table& root, const ConfigFile& file) {
  Config config;
  config.path = file.path;
  TomlSection top(root, "the file", file.path);
  if (const auto* table = top.table("server")) read_server(*table, file, config);
  if (const auto* table = top.table("router")) read_router(*table, file, config);
  if (const auto* table = top.table("resilience")) read_resilience(*table, file, config);
  if (const auto* table = top.table("log")) read_log(*table, file, config);
  for (const toml::table* table : top.tables("providers")) read_provider(*table, file, config);
  for (const toml::table* table : top.tables("models")) read_model(*table, file, config);
  for (const toml::table* table : top.tables("keys")) read_key(*table, file, config);
  top.finish();
  if (config.providers.empty()) config.providers = default_config().providers;
  check_names(file.path, config);
  return config;
}

}  // namespace

Result<Config> read_config(const std::string& path, const Environment& environment) {
  const Result<std::string> text = base::read_file(path);
  if (!text) return text.error();
  return parse_config(*text, path, environment);
}

Result<Config> parse_config(std::string_view text, const std::string& path, const Environment& environment) {
  try {
    const toml::table root = toml::parse(text, path);
    return read_sections(root, ConfigFile{path, environment});
  } catch (const BadConfig& bad) {
    return Error{ErrorCode::invalid_argument, bad.message};
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::invalid_argument, path + ", line " + std::to_string(error.source().begin.line) +
                                                  ": invalid TOML: " + std::string(error.description()) + "."};
  }
}

}  // namespace alpharoute::server
