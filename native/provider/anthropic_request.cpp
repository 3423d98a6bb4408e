// Source: https://docs.anthropic.com/en/api/messages and https://platform.openai.com/docs/api-reference/chat.
#include "provider/anthropic_request.h"

#include <algorithm>

#include "provider/json_tree.h"

namespace alpharoute::provider {
namespace {

using nlohmann::json;

constexpr std::uint32_t kDefaultMaxTokens = 8192;  // required there, optional here

struct Untranslatable {
  std::string message;
};

// "data:image/png;base64,..." or an address.
json image_block(const json& part) {
  const json image = part.value("image_url", json());
  const std::string url = image.is_string() ? image.get<std::string>() : text_member(image, "url");
  if (!url.starts_with("data:")) return {{"type", "image"}, {"source", {{"type", "url"}, {"url", url}}}};
  const std::size_t semicolon = url.find(";base64,");
  if (semicolon == std::string::npos) throw Untranslatable{"An image's data URL must be in base64."};
  return {{"type", "image"},
          {"source",
           {{"type", "base64"}, {"media_type", url.substr(5, semicolon - 5)}, {"data", url.substr(semicolon + 8)}}}};
}

json blocks_of(const json& content) {
  json blocks = json::array();
  if (content.is_string()) {
    if (!content.get_ref<const std::string&>().empty()) blocks.push_back({{"type", "text"}, {"text", content}});
  } else if (content.is_array()) {
    for (const json& part : content) {
      const std::string type = part.is_object() ? text_member(part, "type") : "";
      if (type == "text") {
        blocks.push_back({{"type", "text"}, {"text", text_member(part, "text")}});
      } else if (type == "image_url") {
        blocks.push_back(image_block(part));
      } else {
        throw Untranslatable{"This provider takes no content of type \"" + type + "\"."};
      }
    }
  }
  return blocks;
}

std::string plain_text(const json& content) {
  std::string text;
  for (const json& block : blocks_of(content)) text += text_member(block, "text");
  return text;
}

// A call without arguments may have an empty text for them.
json input_of(const std::string& arguments) {
  if (arguments.empty()) return json::object();
  std::optional<json> input = parse_tree(arguments);
  if (!input || !input->is_object()) {
    throw Untranslatable{"This provider takes a tool call's arguments only as a JSON object of at most 128 levels."};
  }
  return *std::move(input);
}

json tool_use_block(const json& call) {
  const json& function = member(call, "function");
  return {{"type", "tool_use"},
          {"id", text_member(call, "id")},
          {"name", text_member(function, "name")},
          {"input", input_of(text_member(function, "arguments"))}};
}

// Neighbours of one role become one message: roles must alternate there.
void append(json& messages, const char* role, const json& blocks) {
  if (blocks.empty()) return;
  if (!messages.empty() && messages.back()["role"] == role) {
    for (const json& block : blocks) messages.back()["content"].push_back(block);
  } else {
    messages.push_back({{"role", role}, {"content", blocks}});
  }
}

void add_messages(const json& chat, json& out) {
  std::string system;
  json messages = json::array();
  for (const json& message : chat["messages"]) {
    const std::string role = text_member(message, "role");
    const json content = message.value("content", json());
    if (role == "system" || role == "developer") {
      system += (system.empty() ? "" : "\n\n") + plain_text(content);
    } else if (role == "tool") {
      json block = {{"type", "tool_result"}, {"tool_use_id", text_member(message, "tool_call_id")}};
      block["content"] = blocks_of(content);
      append(messages, "user", json::array({block}));
    } else if (role == "assistant") {
      json blocks = blocks_of(content);
      for (const json& call : message.value("tool_calls", json::array())) blocks.push_back(tool_use_block(call));
      append(messages, "assistant", blocks);
    } else {
      append(messages, "user", blocks_of(content));
    }
  }
  if (!system.empty()) out["system"] = system;
  out["messages"] = messages;
}

void add_tools(const json& chat, json& out) {
  if (!chat.contains("tools") || !chat["tools"].is_array() || chat["tools"].empty()) return;
  json tools = json::array();
  for (const json& tool : chat["tools"]) {
    const json function = tool.value("function", json::object());
    json entry = {{"name", text_member(function, "name")},
                  {"input_schema", function.value("parameters", json{{"type", "object"}})}};
    if (function.contains("description")) entry["description"] = function["description"];
    tools.push_back(entry);
  }
  out["tools"] = tools;
  const json choice = chat.value("tool_choice", json("auto"));
  json chosen = {{"type", "auto"}};
  if (choice == "none") chosen = {{"type", "none"}};
  if (choice == "required") chosen = {{"type", "any"}};
  if (choice.is_object()) {
    chosen = {{"type", "tool"}, {"name", text_member(choice.value("function", json::object()), "name")}};
  }
  if (chat.value("parallel_tool_calls", json(true)) == false && choice != "none") {
    chosen["disable_parallel_tool_use"] = true;
  }
  out["tool_choice"] = chosen;
}

void add_settings(const json& chat, json& out) {
  if (chat.contains("temperature") && chat["temperature"].is_number()) {
    out["temperature"] = std::clamp(chat["temperature"].get<double>(), 0.0, 1.0);
  }
  if (chat.contains("top_p") && chat["top_p"].is_number()) out["top_p"] = chat["top_p"];
  if (chat.contains("stop") && chat["stop"].is_string()) out["stop_sequences"] = json::array({chat["stop"]});
  if (chat.contains("stop") && chat["stop"].is_array()) out["stop_sequences"] = chat["stop"];
  if (chat.contains("user") && chat["user"].is_string()) out["metadata"] = {{"user_id", chat["user"]}};
  if (chat.value("n", json(1)) != 1) throw Untranslatable{"This provider gives one choice alone: leave \"n\" out."};
}

// White space at the end of what is to be gone on from is refused there.
std::string trimmed(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

}  // namespace

Result<std::string> anthropic_body(const ChatRequest& request, std::string_view model, std::string_view prefill) {
  try {
    const json chat = json::parse(request.body);
    json out = {{"model", model}, {"max_tokens", request.max_tokens.value_or(kDefaultMaxTokens)}};
    add_messages(chat, out);
    add_tools(chat, out);
    add_settings(chat, out);
    if (request.is_stream) out["stream"] = true;
    if (!prefill.empty()) append(out["messages"], "assistant", blocks_of(json(trimmed(prefill))));
    return out.dump();
  } catch (const Untranslatable& why) {
    return Error{ErrorCode::bad_argument, why.message};
  } catch (const json::exception&) {
    return Error{ErrorCode::bad_argument, "The request's messages or tools are not of the form that they must have."};
  }
}

}  // namespace alpharoute::provider
