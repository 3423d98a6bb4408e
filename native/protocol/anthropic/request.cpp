// Source: https://docs.anthropic.com/en/api/messages and https://platform.openai.com/docs/api-reference/chat.
#include "protocol/anthropic/request.h"

#include <algorithm>

#include "protocol/anthropic/messages.h"
#include "protocol/json/json_tree.h"

namespace alpharoute::protocol {
namespace {

using nlohmann::json;

constexpr std::uint32_t kDefaultMaxTokens = 8192;  // Anthropic requires max_tokens

// Rejects options that change the form of the answer. Sampling options without a counterpart are dropped instead.
void check_support(const json& chat) {
  const auto reject = [](const std::string& key) {
    throw UnsupportedRequest{"This provider does not support \"" + key +
                             "\". Remove it, or name a model of another provider."};
  };
  const std::string format = text_member(member(chat, "response_format"), "type");
  if (!format.empty() && format != "text") reject("response_format");
  if (member(chat, "logprobs") == true) reject("logprobs");
  const json& modalities = member(chat, "modalities");
  if (std::any_of(modalities.begin(), modalities.end(), [](const json& m) { return m != "text"; }))
    reject("modalities");
  for (const char* key : {"functions", "function_call", "web_search_options"}) {
    const json& value = member(chat, key);
    if (!value.is_null() && value != json::array()) reject(key);
  }
  const json& choices = member(chat, "n");
  if (!choices.is_null() && choices != 1) {
    throw UnsupportedRequest{"This provider returns only one choice. Remove \"n\"."};
  }
}

json schema_of(const json& parameters) {
  json schema = {{"type", "object"}};
  if (parameters.is_null()) return schema;
  if (!parameters.is_object()) throw UnsupportedRequest{"The \"parameters\" of a function must be an object."};
  schema.update(parameters);
  return schema;
}

json tool_of(const json& tool) {
  const json& function = member(tool, "function");
  const std::string name = text_member(function, "name");
  if (name.empty()) throw UnsupportedRequest{"This provider supports only tools of type \"function\" with a name."};
  json out = {{"name", name}, {"input_schema", schema_of(member(function, "parameters"))}};
  if (const std::string* description = find_text(function, "description")) out["description"] = *description;
  return out;
}

json choice_of(const json& choice) {
  if (choice.is_null() || choice == "auto") return {{"type", "auto"}};
  if (choice == "none") return {{"type", "none"}};
  if (choice == "required") return {{"type", "any"}};
  const std::string name = text_member(member(choice, "function"), "name");
  if (name.empty()) {
    throw UnsupportedRequest{"\"tool_choice\" must be \"none\", \"auto\", \"required\" or a function with its name."};
  }
  return {{"type", "tool"}, {"name", name}};
}

void add_tools(const json& chat, json& out) {
  const json& tools = member(chat, "tools");
  if (!tools.is_array() || tools.empty()) return;
  for (const json& tool : tools) out["tools"].push_back(tool_of(tool));
  json choice = choice_of(member(chat, "tool_choice"));
  if (member(chat, "parallel_tool_calls") == false && choice["type"] != "none") {
    choice["disable_parallel_tool_use"] = true;
  }
  out["tool_choice"] = std::move(choice);
}

void add_settings(const json& chat, json& out) {
  const json& temperature = member(chat, "temperature");
  if (temperature.is_number()) out["temperature"] = std::clamp(temperature.get<double>(), 0.0, 1.0);
  if (const json& top_p = member(chat, "top_p"); top_p.is_number()) out["top_p"] = top_p;
  const json& stop = member(chat, "stop");
  if (stop.is_string()) out["stop_sequences"] = json::array({stop});
  if (stop.is_array()) out["stop_sequences"] = stop;
  if (const std::string* user = find_text(chat, "user")) out["metadata"] = {{"user_id", *user}};
}

}  // namespace

Result<std::string> anthropic_body(const ChatRequest& request, std::string_view model, std::string_view prefill) {
  try {
    const json chat = request.document.tree();
    json out = {{"model", model}, {"max_tokens", request.max_tokens.value_or(kDefaultMaxTokens)}};
    check_support(chat);
    add_anthropic_messages(chat, out);
    add_tools(chat, out);
    add_settings(chat, out);
    if (request.is_stream) out["stream"] = true;
    if (!prefill.empty()) add_prefill(prefill, out["messages"]);
    return out.dump();
  } catch (const UnsupportedRequest& why) {
    return Error{ErrorCode::invalid_argument, why.message};
  } catch (const json::exception&) {
    return Error{ErrorCode::invalid_argument, "The messages or tools of the request are malformed."};
  }
}

}  // namespace alpharoute::protocol
