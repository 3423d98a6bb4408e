// Environment variables, as a function that tests can replace.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace alpharoute::server {

// Returns the value of a variable, or nothing if it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

}  // namespace alpharoute::server
