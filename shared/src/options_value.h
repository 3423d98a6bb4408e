// Sets a request option from a value whose type the option has not checked yet.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "alpharoute/options.h"

namespace alpharoute {

// monostate: a value of a type that no option has.
using OptionValue = std::variant<std::monostate, double, std::string, std::vector<std::string>>;

// Error::invalid_argument, starting with `place`, if `value` is not of the option's type.
Result<void> set_option(const Option& option, OptionValue value, std::string_view place, Request& request);

}  // namespace alpharoute
