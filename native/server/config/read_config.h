// Reads the configuration file (docs/config.md).
#pragma once

#include <string>
#include <string_view>

#include "server/config/config.h"
#include "server/config/environment.h"

namespace alpharoute::server {

// Error::invalid_argument, e.g. "<path>, line 3: unknown key ...", for an unknown key, a wrong value or invalid TOML;
// Error::io if a file can't be read. Reads the key and certificate files that the file names, relative to its folder.
Result<Config> read_config(const std::string& path, const Environment& environment);

// The same for the text of a file. `path` is for error messages and relative paths.
Result<Config> parse_config(std::string_view toml, const std::string& path, const Environment& environment);

}  // namespace alpharoute::server
