// Decides from the head of a request whether the client may send it.
#pragma once

#include "server/http/route_table.h"

namespace alpharoute::server {

// Checks the target, the origin, the key and its scope, before the body is read. Sets the exchange's `key`. `route` may
// be null: a path without a route needs no key.
HttpResult<void> admit(Exchange& exchange, const Route* route);

}  // namespace alpharoute::server
