// The sections of the configuration file, each read into its part of Config.
#pragma once

#include <toml++/toml.h>

#include <string>

#include "server/config/config.h"
#include "server/config/environment.h"

namespace alpharoute::server {

struct ConfigFile {
  std::string path;
  const Environment& environment;

  // Resolves a path in the file, relative to the file's folder.
  std::string resolve(const std::string& other) const;
};

// Each throws BadConfig for an unknown key or a wrong value. The last three append an entry.
void read_server(const toml::table& table, const ConfigFile& file, Config& config);
void read_router(const toml::table& table, const ConfigFile& file, Config& config);
void read_resilience(const toml::table& table, const ConfigFile& file, Config& config);
void read_log(const toml::table& table, const ConfigFile& file, Config& config);
void read_provider(const toml::table& table, const ConfigFile& file, Config& config);
void read_model(const toml::table& table, const ConfigFile& file, Config& config);
void read_key(const toml::table& table, const ConfigFile& file, Config& config);

}  // namespace alpharoute::server
