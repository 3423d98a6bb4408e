// Responds with a published file: ETag, ranges and compressed forms.
#pragma once

#include <string_view>

#include "server/http/exchange.h"
#include "server/runtime/published.h"

namespace alpharoute::server {

// Responds with `file`, or 304 if the client has it, or one range of it. Prefers brotli to gzip; ranges are of the
// uncompressed bytes. Returns 416 for a range beyond the end; serves the whole file if the client requests several.
asio::awaitable<HttpResult<void>> respond_file(Exchange& exchange, const PublishedFile& file,
                                               std::string_view cache_control);

}  // namespace alpharoute::server
