// What a caller asks of the router: the object "alpharoute", the model's name, header fields.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "alpharoute/router.h"
#include "net/http_request.h"
#include "protocol/openai/chat_request.h"

namespace alpharoute::server {

struct RouteOptions {
  Request request;
  std::string conversation;  // its name, for stickiness; empty: known by its first user turn
};

// "alpharoute" or "alpharoute:0.53": is routing asked for?
bool asks_for_routing(std::string_view model);

// Of the members that parse_request() of alpharoute/interchange.h reads, the same as the npm package's options, and
// conversation. Error::invalid_argument names the member that is wrong or not known.
Result<void> read_options(const nlohmann::json& object, RouteOptions& options);

// Of header fields x-alpharoute-alpha, -models, -deny, -capabilities, -max-cost-usd, -min-accuracy, -conversation.
Result<void> read_options(const net::HttpRequest& request, RouteOptions& options);

// Of a chat completion: header fields first, then the model's name, then the object "alpharoute", which has the last
// word; and what the request itself needs of a model.
Result<RouteOptions> read_options(const net::HttpRequest& request, const provider::ChatRequest& chat);

// Of the model's name: the alpha behind the colon.
Result<void> read_model_name(std::string_view model, RouteOptions& options);

}  // namespace alpharoute::server
