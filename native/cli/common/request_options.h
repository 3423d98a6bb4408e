// Request options as command-line flags.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "alpharoute/options.h"

namespace CLI {
class App;
}

namespace alpharoute::cli {

// Adds a flag for each option of alpharoute/options.h, or only for `names`. The flags set `request`, which must outlive
// `command`; a value of the wrong type throws Failure. The help of each starts with `prefix`.
void add_request_options(CLI::App& command, Request& request, std::initializer_list<std::string_view> names = {},
                         const std::string& prefix = "");

}  // namespace alpharoute::cli
