// What a caller is told where no provider answered.
#pragma once

#include <string>

#include "provider/outcome.h"

namespace alpharoute::server {

// Of the response: the provider's where the caller can act on it.
unsigned status_of(const provider::Failure& failure);

// {"error": ...} in OpenAI's shape: the provider's own where it may be passed on whole.
std::string error_body(const provider::Failure& failure);

}  // namespace alpharoute::server
