// nlohmann/json for the core's source files, which are compiled without exceptions.
//
// The library is header-only, and its error handling depends on the compiler flags of the including file. The core
// puts it in a separate inline namespace, so that the linker does not merge its functions with those of native code,
// where errors throw. Check a value's type before you read it: a wrong type aborts the program.
#pragma once

#define NLOHMANN_JSON_NAMESPACE nlohmann::alpharoute_core
#define NLOHMANN_JSON_NAMESPACE_BEGIN \
  namespace nlohmann {                \
  inline namespace alpharoute_core {
#define NLOHMANN_JSON_NAMESPACE_END \
  }                                 \
  }
#include <nlohmann/json.hpp>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;  // keeps the order of the keys

// Parses a JSON object. Error::bad_format, starting with `what`, if `text` is not a JSON object, repeats a key, or is
// nested more than 16 deep.
Result<Json> parse_object(std::string_view text, std::string_view what);

// Returns `json` as text; bytes that are not UTF-8 become U+FFFD.
std::string dump(const Json& json);
std::string dump(const OrderedJson& json);

}  // namespace alpharoute
