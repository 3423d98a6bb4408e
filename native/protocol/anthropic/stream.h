// Reads streams of Anthropic's Messages API.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/values/outcome.h"
#include "protocol/values/stream_event.h"

namespace alpharoute::protocol {

// Reads the events of one stream, in order.
class AnthropicStream {
 public:
  // Appends what `data`, which is untrusted, contains to `events`; nothing for events without a counterpart in
  // StreamEvent. `is_last` becomes true at the end of the stream.
  Failure read(std::string_view data, std::vector<StreamEvent>& events, bool& is_last);

 private:
  using Events = std::vector<StreamEvent>;

  void read_start(const nlohmann::json& message, Events& events);
  bool read_block_start(const nlohmann::json& block, Events& events);
  bool read_delta(const nlohmann::json& delta, Events& events);
  void end_block(Events& events);
  void read_finish(const nlohmann::json& event, Events& events);
  void add_arguments(const std::string& arguments, Events& events);
  StreamEvent& add(Events& events) const;

  std::string id_;
  Usage usage_;
  std::size_t tool_count_ = 0;
  bool is_in_tool_ = false;  // the open block is a tool call
  std::string input_;        // arguments in the start of the open tool call, until others arrive
};

}  // namespace alpharoute::protocol
