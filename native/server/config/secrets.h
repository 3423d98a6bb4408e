// Keys of providers, from the environment and from files, and the header fields that go with them.
#pragma once

#include <string>

#include "server/config/config.h"
#include "server/config/toml_section.h"

namespace alpharoute::server {

// The value of the variable that `key` of the section names. Fails the section if it is not set, or no single word that
// a header field can carry; never repeats it.
std::string secret_of_environment(const TomlSection& section, const char* key, const std::string& variable,
                                  const Environment& environment);

// Likewise of a file, without the line end behind it.
std::string secret_of_file(const TomlSection& section, const char* key, const std::string& path);

// Fails the section if the field can't be sent as it is, or is one that the gateway writes itself.
void check_header(const TomlSection& section, const std::string& name, const std::string& value);

}  // namespace alpharoute::server
