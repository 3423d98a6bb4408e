// The failure that a provider's error response describes.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "protocol/values/outcome.h"

namespace alpharoute::protocol {

// Classifies a response by its status and error code. `body` may have any form, and is untrusted.
Failure failure_of(unsigned status, std::string_view body, std::string_view retry_after);

// Reads a number of seconds ("120") or an HTTP date. Returns nothing for other texts; at most 24 hours.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view text);

}  // namespace alpharoute::protocol
