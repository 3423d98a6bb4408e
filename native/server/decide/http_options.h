// Routing options of an HTTP request, from headers, the model name and JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "alpharoute/options.h"
#include "net/http_request.h"
#include "protocol/openai/chat_request.h"

namespace alpharoute::server {

struct RouteOptions {
  Request request;
  std::string conversation;  // name of the conversation, for stickiness; empty: its first user turn identifies it
};

// True if `model` is "alpharoute" or "alpharoute:" with an alpha.
bool requests_routing(std::string_view model);

// True if `key` is a JSON member that the functions below read: a request option or "conversation".
bool is_route_option(std::string_view key);

// Reads a JSON object of request options (alpharoute/options.h) and "conversation" into `options`; keeps what it does
// not name. Error::invalid_argument, with the member, for an unknown one or one of another type.
Result<void> read_options(std::string_view json, RouteOptions& options);
Result<void> read_options(const nlohmann::json& object, RouteOptions& options);

// Reads the headers x-alpharoute-*: one for each option of alpharoute/options.h, and x-alpharoute-conversation. If a
// header is repeated, the first one is used. Error::invalid_argument, with the header, for an unknown one or a bad
// value.
Result<void> read_options(const net::HttpRequest& request, RouteOptions& options);

// Reads the alpha in a model name such as "alpharoute:0.53".
Result<void> read_model_name(std::string_view model, RouteOptions& options);

// Reads the options of a chat completion: headers, then the model name, then the member "alpharoute"; later ones
// override earlier ones. Adds the capabilities and the context length that the chat itself needs.
Result<RouteOptions> read_options(const net::HttpRequest& request, const protocol::ChatRequest& chat);

}  // namespace alpharoute::server
