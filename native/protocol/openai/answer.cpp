// Source: https://platform.openai.com/docs/api-reference/chat/object.
#include "protocol/openai/answer.h"

#include <ctime>
#include <nlohmann/json.hpp>

#include "base/json_members.h"
#include "protocol/json/json_parser.h"
#include "protocol/openai/parts.h"

namespace alpharoute::protocol {
namespace {

namespace dom = simdjson::dom;
using nlohmann::ordered_json;

std::size_t generated_bytes(const dom::element& choice) {
  dom::object object, message;
  if (choice.get(object) != simdjson::SUCCESS || object["message"].get(message) != simdjson::SUCCESS) return 0;
  std::size_t bytes = 0;
  for (const std::string_view key : {"content", "reasoning_content", "refusal"}) bytes += text_size(message, key);
  return bytes;
}

ordered_json message_tree(const Answer& answer) {
  ordered_json message = {{"role", "assistant"}, {"content", answer.text}};
  if (answer.text.empty() && !answer.tool_calls.empty()) message["content"] = nullptr;
  if (!answer.reasoning.empty()) message["reasoning_content"] = answer.reasoning;
  for (const ToolCall& call : answer.tool_calls) message["tool_calls"].push_back(tool_call_tree(call));
  return message;
}

}  // namespace

AnswerInfo read_answer(const std::string& body) {
  AnswerInfo info;
  dom::object object;
  if (!parse_object(body, object)) return info;
  info.error = read_error(object, body);
  info.usage = read_usage(object);
  dom::array list;
  info.is_valid = object["choices"].get(list) == simdjson::SUCCESS && list.size() > 0;
  if (!info.is_valid) {
    info.is_valid = object["data"].get(list) == simdjson::SUCCESS;
    return info;
  }
  for (const dom::element choice : list) info.text_bytes += generated_bytes(choice);
  return info;
}

std::string with_model(std::string_view json, std::string_view model_json) {
  const std::optional<base::JsonMember> model = base::find_member(json, "model");
  if (!model) return std::string(json);
  std::string out;
  out.reserve(json.size() + model_json.size());
  out += json.substr(0, model->value);
  out += model_json;
  out += json.substr(model->end);
  return out;
}

std::string answer_json(const Answer& answer, const std::string& model) {
  const ordered_json choice = {
      {"index", 0}, {"message", message_tree(answer)}, {"finish_reason", finish_reason_name(answer.finish_reason)}};
  const ordered_json out = {{"id", answer.id},
                            {"object", "chat.completion"},
                            {"created", static_cast<std::int64_t>(std::time(nullptr))},
                            {"model", model},
                            {"choices", ordered_json::array({choice})},
                            {"usage", usage_tree(answer.usage)}};
  return out.dump();
}

std::string error_json(std::string_view message, std::string_view type, std::string_view code) {
  ordered_json error = {{"message", message}, {"type", type}, {"param", nullptr}, {"code", nullptr}};
  if (!code.empty()) error["code"] = code;
  const ordered_json json = {{"error", error}};
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace alpharoute::protocol
