// The sections of the configuration file, each read into its part of the configuration.
#pragma once

#include <toml++/toml.h>
#include <string>

#include "server/config/config.h"

namespace alpharoute::server {

// What the sections need to know of the file that they stand in.
struct ConfigFile {
  std::string path;
  const Environment& environment;

  // A path in the file is relative to the file's folder.
  std::string beside(const std::string& other) const;
};

// Each throws BadConfig for what is not understood. The last three add one of theirs.
void read_server(const toml::table& table, const ConfigFile& file, Config& config);
void read_router(const toml::table& table, const ConfigFile& file, Config& config);
void read_resilience(const toml::table& table, const ConfigFile& file, Config& config);
void read_log(const toml::table& table, const ConfigFile& file, Config& config);
void read_provider(const toml::table& table, const ConfigFile& file, Config& config);
void read_model(const toml::table& table, const ConfigFile& file, Config& config);
void read_key(const toml::table& table, const ConfigFile& file, Config& config);

}  // namespace alpharoute::server
