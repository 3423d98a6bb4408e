// nlohmann/json for the core's source files, which are compiled without exceptions.
//
// The library is all templates and inline functions, and what it does on an error depends on how the file that includes
// it was compiled. An inline namespace of the core's own keeps the linker from merging these functions with those of
// native code, where errors throw. Read values only after asking for their type: a wrong guess aborts here.
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

// The object that `text` holds. Error::bad_format, beginning with `what`, if it is no JSON object, gives a key twice,
// or nests deeper than any of our formats.
Result<Json> parse_object(std::string_view text, std::string_view what);

// `json` as text; bytes that are not UTF-8 become U+FFFD.
std::string dump(const Json& json);

}  // namespace alpharoute
