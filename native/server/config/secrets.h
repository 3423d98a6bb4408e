// Keys of providers, from the environment and from files, and extra request headers.
#pragma once

#include <string>

#include "server/config/environment.h"
#include "server/config/toml_section.h"

namespace alpharoute::server {

// Returns the value of the environment variable `variable`. Throws BadConfig, without the value, if it is not set or
// can't be sent in a header. `key` is the setting's name in `section`.
std::string secret_from_environment(const TomlSection& section, const char* key, const std::string& variable,
                                    const Environment& environment);

// Returns the content of a file, without the line break at its end. Errors as above.
std::string secret_from_file(const TomlSection& section, const char* key, const std::string& path);

// Throws BadConfig for an invalid header, and for one that the gateway sets itself.
void check_header(const TomlSection& section, const std::string& name, const std::string& value);

}  // namespace alpharoute::server
