// Source: https://docs.anthropic.com/en/api/messages.
#include "protocol/anthropic/answer.h"

#include "protocol/anthropic/parts.h"
#include "protocol/json/json_tree.h"

namespace alpharoute::protocol {
namespace {

using nlohmann::json;

bool append_text(const json& block, const char* key, std::string& out) {
  const std::string* text = find_text(block, key);
  if (text != nullptr) out += *text;
  return text != nullptr;
}

// Returns false if the block is malformed.
bool read_block(const json& block, Answer& answer) {
  const std::string type = text_member(block, "type");
  if (type == "text") return append_text(block, "text", answer.text);
  if (type == "thinking") return append_text(block, "thinking", answer.reasoning);
  if (type != "tool_use") return block.is_object();
  const std::string* id = find_text(block, "id");
  const std::string* name = find_text(block, "name");
  const json& input = member(block, "input");
  if (id == nullptr || name == nullptr || !input.is_object()) return false;
  answer.tool_calls.push_back({*id, *name, input.dump()});
  return true;
}

}  // namespace

std::optional<Answer> read_anthropic_answer(std::string_view response) {
  const std::optional<json> message = parse_tree(response);
  if (!message) return std::nullopt;
  const json& blocks = member(*message, "content");
  if (!blocks.is_array()) return std::nullopt;
  Answer answer;
  answer.id = text_member(*message, "id");
  for (const json& block : blocks) {
    if (!read_block(block, answer)) return std::nullopt;
  }
  answer.finish_reason = finish_reason_of(text_member(*message, "stop_reason"));
  read_anthropic_usage(member(*message, "usage"), answer.usage);
  return answer;
}

}  // namespace alpharoute::protocol
