// Parses JSON more strictly than the library: an object with a repeated key, or nesting above 64, is an error.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::base {

// Error::bad_data with a predicate, such as "is not valid JSON (column 17)" or "repeats the key "query""; the caller
// adds the subject and the fix.
Result<nlohmann::json> parse_json(std::string_view text);

}  // namespace alpharoute::base
