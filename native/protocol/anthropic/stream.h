// A stream of Anthropic's Messages API in OpenAI's form.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "provider/http_stream.h"

namespace alpharoute::provider {

// Of one stream.
class AnthropicStream {
 public:
  // `model` is what the caller calls it. `relay` must outlive this.
  AnthropicStream(std::string model, Relay& relay) : model_(std::move(model)), relay_(relay) {}

  // Translates one event into the relay, or says what is wrong with it. Events that OpenAI's form has no place for are
  // left out.
  Failure take(std::string_view data, EventKind& kind);

 private:
  void start(const nlohmann::json& message);
  bool start_block(const nlohmann::json& block);
  bool take_delta(const nlohmann::json& delta);
  void end_block();
  void finish(const nlohmann::json& event);

  nlohmann::ordered_json envelope() const;
  void add(const nlohmann::ordered_json& delta, const char* finish_reason = nullptr);
  void add_arguments(const std::string& arguments);
  void send(const nlohmann::ordered_json& chunk);

  std::string model_;
  Relay& relay_;
  std::string id_;
  Usage usage_;
  int tool_ = -1;            // place of the latest tool call
  bool is_in_tool_ = false;  // its block is open
  std::string input_;        // of the open block, until a part of it has come
};

}  // namespace alpharoute::provider
