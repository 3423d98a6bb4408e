// Source: https://docs.anthropic.com/en/api/messages and https://platform.openai.com/docs/api-reference/chat.
#include "protocol/anthropic/messages.h"

#include "protocol/json/json_tree.h"

namespace alpharoute::provider {
namespace {

using nlohmann::json;

// "data:image/png;base64,..." or an address.
json image_block(const json& image) {
  const std::string url = image.is_string() ? image.get<std::string>() : text_member(image, "url");
  if (!url.starts_with("data:")) return {{"type", "image"}, {"source", {{"type", "url"}, {"url", url}}}};
  const std::size_t semicolon = url.find(";base64,");
  if (semicolon == std::string::npos) throw UnsupportedRequest{"An image's data URL must be in base64."};
  return {{"type", "image"},
          {"source",
           {{"type", "base64"}, {"media_type", url.substr(5, semicolon - 5)}, {"data", url.substr(semicolon + 8)}}}};
}

// Empty texts are refused there, and say nothing.
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
      throw UnsupportedRequest{"This provider takes no content of type \"" + type + "\"."};
    }
  }
  return blocks;
}

std::string system_text(const json& content) {
  std::string text;
  for (const json& block : blocks_of(content)) {
    if (block["type"] != "text") throw UnsupportedRequest{"This provider takes only text from the system."};
    text += text_member(block, "text");
  }
  return text;
}

// A call without arguments may have an empty text for them.
json input_of(const std::string& arguments) {
  if (arguments.empty()) return json::object();
  std::optional<json> input = parse_tree(arguments);
  if (!input || !input->is_object()) {
    throw UnsupportedRequest{"This provider takes a tool call's arguments only as a JSON object of at most 128 levels."};
  }
  return *std::move(input);
}

json tool_use_block(const json& call) {
  const json& function = member(call, "function");
  if (!function.is_object()) throw UnsupportedRequest{"This provider takes only tool calls of type \"function\"."};
  return {{"type", "tool_use"},
          {"id", text_member(call, "id")},
          {"name", text_member(function, "name")},
          {"input", input_of(text_member(function, "arguments"))}};
}

json assistant_blocks(const json& message) {
  if (!member(message, "function_call").is_null()) {
    throw UnsupportedRequest{"This provider takes \"tool_calls\" in place of \"function_call\"."};
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

// Neighbours of one role become one message: roles must alternate there.
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
      throw UnsupportedRequest{"This provider takes no message of role \"" + role + "\"."};
    }
  }
  if (messages.empty()) throw UnsupportedRequest{"This provider needs a message that is not the system's, with a text."};
  if (!system.empty()) out["system"] = system;
  out["messages"] = std::move(messages);
}

// White space at the end of what is to be gone on from is refused there.
void add_prefill(std::string_view prefill, json& messages) {
  const std::size_t last = prefill.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return;
  append(messages, "assistant", blocks_of(std::string(prefill.substr(0, last + 1))));
}

}  // namespace alpharoute::provider
