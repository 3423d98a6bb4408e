// JSON for native code, stricter than the library: an object that gives a key twice is an error.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::base {

// Error::bad_data with what is wrong, without a place: "not valid JSON (column 17)" or "gives the key "query" twice".
Result<nlohmann::json> parse_json(std::string_view text);

}  // namespace alpharoute::base
