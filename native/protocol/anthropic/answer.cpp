// Source: https://docs.anthropic.com/en/api/messages.
#include "protocol/anthropic/answer.h"

#include <ctime>

#include "protocol/anthropic/parts.h"
#include "protocol/json/json_tree.h"

namespace alpharoute::provider {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

struct Content {
  std::string text, thinking;
  ordered_json calls = ordered_json::array();
};

bool append_text(const json& block, const char* key, std::string& out) {
  const std::string* text = find_text(block, key);
  if (text != nullptr) out += *text;
  return text != nullptr;
}

// False if the block is not of its form.
bool take_block(const json& block, Content& content) {
  const std::string type = text_member(block, "type");
  if (type == "text") return append_text(block, "text", content.text);
  if (type == "thinking") return append_text(block, "thinking", content.thinking);
  if (type != "tool_use") return block.is_object();
  const std::string* id = find_text(block, "id");
  const std::string* name = find_text(block, "name");
  const json& input = member(block, "input");
  if (id == nullptr || name == nullptr || !input.is_object()) return false;
  content.calls.push_back(tool_call(*id, *name, input.dump()));
  return true;
}

std::optional<Content> read_content(const json& blocks) {
  if (!blocks.is_array()) return std::nullopt;
  Content content;
  for (const json& block : blocks) {
    if (!take_block(block, content)) return std::nullopt;
  }
  return content;
}

ordered_json message_of(const Content& content) {
  ordered_json message = {{"role", "assistant"}, {"content", content.text}};
  if (content.text.empty() && !content.calls.empty()) message["content"] = nullptr;
  if (!content.thinking.empty()) message["reasoning_content"] = content.thinking;
  if (!content.calls.empty()) message["tool_calls"] = content.calls;
  return message;
}

}  // namespace

std::optional<Answer> anthropic_answer(std::string_view response, const std::string& model) {
  const std::optional<json> message = parse_tree(response);
  if (!message) return std::nullopt;
  const std::optional<Content> content = read_content(member(*message, "content"));
  if (!content) return std::nullopt;
  Answer answer;
  read_anthropic_usage(member(*message, "usage"), answer.usage);
  const ordered_json choice = {{"index", 0},
                               {"message", message_of(*content)},
                               {"finish_reason", finish_reason_of(text_member(*message, "stop_reason"))}};
  const ordered_json out = {{"id", text_member(*message, "id")},
                            {"object", "chat.completion"},
                            {"created", static_cast<std::int64_t>(std::time(nullptr))},
                            {"model", model},
                            {"choices", ordered_json::array({choice})},
                            {"usage", ordered_json::parse(usage_json(answer.usage))}};
  answer.body = out.dump();
  return answer;
}

}  // namespace alpharoute::provider
