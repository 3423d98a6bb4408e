#include "protocol/openai/answer.h"

#include <nlohmann/json.hpp>

#include "base/json_members.h"
#include "protocol/json/json_parser.h"

namespace alpharoute::provider {
namespace {

namespace dom = simdjson::dom;

std::uint64_t count(const dom::object& object, std::string_view key) {
  std::uint64_t value = 0;
  return object[key].get(value) == simdjson::SUCCESS ? value : 0;
}

std::optional<Usage> read_usage(const dom::object& root) {
  dom::object object;
  if (root["usage"].get(object) != simdjson::SUCCESS) return std::nullopt;
  Usage usage;
  usage.prompt_tokens = count(object, "prompt_tokens");
  usage.completion_tokens = count(object, "completion_tokens");
  dom::object details;
  if (object["prompt_tokens_details"].get(details) == simdjson::SUCCESS) {
    usage.cached_tokens = count(details, "cached_tokens");
  }
  if (usage.prompt_tokens == 0 && usage.completion_tokens == 0) return std::nullopt;
  return usage;
}

// An error inside what calls itself a success.
std::optional<Failure> read_error(const dom::object& root, std::string_view json) {
  dom::element error;
  if (root["error"].get(error) != simdjson::SUCCESS || error.is_null()) return std::nullopt;
  std::uint64_t status = 0;
  dom::object object;
  if (error.get(object) == simdjson::SUCCESS && object["code"].get(status) != simdjson::SUCCESS) status = 0;
  return failure_of(status >= 400 && status < 600 ? static_cast<unsigned>(status) : 200, json, "");
}

std::size_t text_size(const dom::object& object, std::string_view key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? text.size() : 0;
}

bool holds_something(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object[key].get(value) != simdjson::SUCCESS || value.is_null()) return false;
  dom::array list;
  dom::object members;
  if (value.get(list) == simdjson::SUCCESS) return list.size() > 0;
  return value.get(members) != simdjson::SUCCESS || members.size() > 0;
}

void read_delta(const dom::object& delta, bool is_first, ChunkInfo& facts) {
  std::string_view content;
  if (delta["content"].get(content) == simdjson::SUCCESS && !content.empty()) {
    facts.has_token = true;
    facts.text_bytes += content.size();
    if (is_first) facts.text += content;
  }
  for (const std::string_view key : {"reasoning_content", "reasoning", "refusal"}) {
    const std::size_t size = text_size(delta, key);
    facts.text_bytes += size;
    if (size > 0) facts.has_token = facts.has_more_than_text = true;
  }
  for (const std::string_view key : {"tool_calls", "function_call", "audio", "reasoning_details"}) {
    if (holds_something(delta, key)) facts.has_token = facts.has_more_than_text = true;
  }
  // Some give their text in parts of several kinds.
  dom::array parts;
  if (delta["content"].get(parts) == simdjson::SUCCESS && parts.size() > 0) {
    facts.has_token = facts.has_more_than_text = true;
  }
}

void read_choice(const dom::object& choice, ChunkInfo& facts) {
  const std::uint64_t index = count(choice, "index");
  if (index >= facts.choices.size()) {
    facts.is_valid = false;
    return;
  }
  facts.choices.set(index);
  const bool is_first = index == 0;
  if (!is_first) facts.has_more_than_text = true;
  dom::object delta;
  if (choice["delta"].get(delta) == simdjson::SUCCESS) read_delta(delta, is_first, facts);
  std::string_view reason;
  if (choice["finish_reason"].get(reason) == simdjson::SUCCESS && !reason.empty()) facts.finished.set(index);
}

}  // namespace

ChunkInfo read_chunk(const std::string& data) {
  ChunkInfo facts;
  dom::element root;
  dom::object object;
  if (parse_padded(data, root) != simdjson::SUCCESS || root.get(object) != simdjson::SUCCESS) return facts;
  facts.is_valid = true;
  facts.error = read_error(object, data);
  facts.usage = read_usage(object);
  dom::element usage;
  facts.has_usage = object["usage"].get(usage) == simdjson::SUCCESS;
  dom::array choices;
  if (object["choices"].get(choices) == simdjson::SUCCESS) {
    for (const dom::element entry : choices) {
      dom::object choice;
      if (entry.get(choice) == simdjson::SUCCESS) read_choice(choice, facts);
    }
    facts.is_usage_only = choices.size() == 0 && facts.has_usage && usage.is_object();
  }
  return facts;
}

AnswerInfo read_answer(const std::string& body) {
  AnswerInfo facts;
  dom::element root;
  dom::object object;
  if (parse_padded(body, root) != simdjson::SUCCESS || root.get(object) != simdjson::SUCCESS) return facts;
  facts.error = read_error(object, body);
  facts.usage = read_usage(object);
  dom::array list;
  facts.is_valid = object["choices"].get(list) == simdjson::SUCCESS && list.size() > 0;
  if (!facts.is_valid) {
    facts.is_valid = object["data"].get(list) == simdjson::SUCCESS;
    return facts;
  }
  for (const dom::element entry : list) {
    dom::object choice, message;
    if (entry.get(choice) != simdjson::SUCCESS || choice["message"].get(message) != simdjson::SUCCESS) continue;
    for (const std::string_view key : {"content", "reasoning_content", "refusal"}) {
      facts.text_bytes += text_size(message, key);
    }
  }
  return facts;
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

std::string usage_json(const Usage& usage) {
  nlohmann::ordered_json json = {{"prompt_tokens", usage.prompt_tokens},
                                 {"completion_tokens", usage.completion_tokens},
                                 {"total_tokens", usage.prompt_tokens + usage.completion_tokens}};
  if (usage.cached_tokens > 0) json["prompt_tokens_details"] = {{"cached_tokens", usage.cached_tokens}};
  if (usage.is_estimated) json["is_estimated"] = true;
  return json.dump();
}

std::string error_json(std::string_view message, std::string_view type, std::string_view code) {
  nlohmann::ordered_json error = {{"message", message}, {"type", type}, {"param", nullptr}, {"code", nullptr}};
  if (!code.empty()) error["code"] = code;
  const nlohmann::ordered_json json = {{"error", error}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace alpharoute::provider
