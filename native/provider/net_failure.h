// The failure of an attempt whose connection failed.
#pragma once

#include "net/upstream.h"
#include "protocol/values/outcome.h"

namespace alpharoute::provider {

// `has_response` is true if the head of a response was received.
protocol::Failure failure_of(net::NetFailure failure, bool has_response);

}  // namespace alpharoute::provider
