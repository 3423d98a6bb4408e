// Reads chat requests in tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "protocol/json/json_parser.h"
#include "protocol/openai/chat_request.h"

// `body` must outlive the result.
inline alpharoute::protocol::ChatRequest read_chat(std::string& body, unsigned user_turns = 3) {
  alpharoute::protocol::pad(body);
  auto request = alpharoute::protocol::read_chat_request(body, user_turns);
  REQUIRE(request.ok());
  return *std::move(request);
}
