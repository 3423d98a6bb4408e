// Chat requests for Anthropic's API: converted to a body with all required members, or rejected.
#include <cstdint>
#include <string>

#include "protocol/anthropic/request.h"
#include "protocol/json/json_parser.h"
#include "protocol/json/json_tree.h"
#include "require.h"

using namespace alpharoute;

namespace {

void check_messages(const nlohmann::json& messages) {
  std::string last;
  for (const nlohmann::json& message : messages) {
    const std::string role = protocol::text_member(message, "role");
    require((role == "user" || role == "assistant") && role != last);
    require(message["content"].is_array() && !message["content"].empty());
    last = role;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string body(reinterpret_cast<const char*>(data), size);
  protocol::pad(body);
  const Result<protocol::ChatRequest> request = protocol::read_chat_request(body, 3);
  if (!request) return 0;
  for (const char* prefill : {"", "So far "}) {
    const Result<std::string> converted = protocol::anthropic_body(*request, "up", prefill);
    if (!converted) {
      require(converted.error().code == ErrorCode::invalid_argument && !converted.error().message.empty());
      continue;
    }
    const nlohmann::json out = nlohmann::json::parse(*converted);
    require(out["model"] == "up" && out["max_tokens"].is_number_unsigned());
    check_messages(out["messages"]);
  }
  return 0;
}
