// Source: https://docs.anthropic.com/en/api/messages and https://platform.openai.com/docs/api-reference/chat.
#include "protocol/anthropic/messages.h"

#include "protocol/json/json_tree.h"

namespace alpharoute::protocol {
namespace {

using nlohmann::json;

// Converts an image: a data URL ("data:image/png;base64,...") or another URL.
json image_block(const json& image) {
  const std::string url = image.is_string() ? image.get<std::string>() : text_member(image, "url");
  if (!url.starts_with("data:")) return {{"type", "image"}, {"source", {{"type", "url"}, {"url", url}}}};
  const std::size_t semicolon = url.find(";base64,");
  if (semicolon == std::string::npos) throw UnsupportedRequest{"The data URL of an image must use base64."};
  return {{"type", "image"},
          {"source",
           {{"type", "base64"}, {"media_type", url.substr(5, semicolon - 5)}, {"data", url.substr(semicolon + 8)}}}};
}

// Anthropic rejects empty texts.
void append_text(const std::string& text, json& blocks) {
  if (!text.empty()) blocks.push_back({{"type", "text"}, {"text", text}});
}

json blocks_of(const json& content) {
  json blocks = json::array();
  if (content.is_string()) append_text(content.get_ref<const std::string&>(), blocks);
  if (!content.is_array()) return blocks;
  for (const json& part : content) {
    const std::string type = text_member(part, "type");
    if (type == "text") {
      append_text(text_member(part, "text"), blocks);
    } else if (type == "image_url") {
      blocks.push_back(image_block(member(part, "image_url")));
    } else {
      throw UnsupportedRequest{"This provider does not support content of type \"" + type + "\"."};
    }
  }
  return blocks;
}

std::string system_text(const json& content) {
  std::string text;
  for (const json& block : blocks_of(content)) {
    if (block["type"] != "text") throw UnsupportedRequest{"This provider supports only text in system messages."};
    text += text_member(block, "text");
  }
  return text;
}

// The arguments of a call without arguments may be an empty string.
json input_of(const std::string& arguments) {
  if (arguments.empty()) return json::object();
  std::optional<json> input = parse_tree(arguments);
  if (!input || !input->is_object()) {
    throw UnsupportedRequest{"The arguments of a tool call must be a JSON object of at most 128 levels."};
  }
  return *std::move(input);
}

json tool_use_block(const json& call) {
  const json& function = member(call, "function");
  if (!function.is_object()) throw UnsupportedRequest{"This provider supports only tool calls of type \"function\"."};
  return {{"type", "tool_use"},
          {"id", text_member(call, "id")},
          {"name", text_member(function, "name")},
          {"input", input_of(text_member(function, "arguments"))}};
}

json assistant_blocks(const json& message) {
  if (!member(message, "function_call").is_null()) {
    throw UnsupportedRequest{"This provider does not support \"function_call\". Use \"tool_calls\"."};
  }
  json blocks = blocks_of(member(message, "content"));
  for (const json& call : member(message, "tool_calls")) blocks.push_back(tool_use_block(call));
  return blocks;
}

json tool_result(const json& message) {
  json block = {{"type", "tool_result"}, {"tool_use_id", text_member(message, "tool_call_id")}};
  block["content"] = blocks_of(member(message, "content"));
  return json::array({std::move(block)});
}

// Merges consecutive messages of one role: Anthropic requires alternating roles.
void append(json& messages, const char* role, const json& blocks) {
  if (blocks.empty()) return;
  if (!messages.empty() && messages.back()["role"] == role) {
    for (const json& block : blocks) messages.back()["content"].push_back(block);
  } else {
    messages.push_back({{"role", role}, {"content", blocks}});
  }
}

}  // namespace

void add_anthropic_messages(const json& chat, json& out) {
  std::string system;
  json messages = json::array();
  for (const json& message : member(chat, "messages")) {
    const std::string role = text_member(message, "role");
    if (role == "system" || role == "developer") {
      system += (system.empty() ? "" : "\n\n") + system_text(member(message, "content"));
    } else if (role == "tool") {
      append(messages, "user", tool_result(message));
    } else if (role == "assistant") {
      append(messages, "assistant", assistant_blocks(message));
    } else if (role == "user") {
      append(messages, "user", blocks_of(member(message, "content")));
    } else {
      throw UnsupportedRequest{"This provider does not support messages with role \"" + role + "\"."};
    }
  }
  if (messages.empty()) throw UnsupportedRequest{"This provider requires a user or assistant message with content."};
  if (!system.empty()) out["system"] = system;
  out["messages"] = std::move(messages);
}

// Anthropic rejects a prefill that ends in whitespace.
void add_prefill(std::string_view prefill, json& messages) {
  const std::size_t last = prefill.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return;
  append(messages, "assistant", blocks_of(std::string(prefill.substr(0, last + 1))));
}

}  // namespace alpharoute::protocol
