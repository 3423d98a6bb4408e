// Source: https://platform.openai.com/docs/api-reference/chat-streaming.
#include "protocol/openai/event_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_members.h"
#include "protocol/openai/parts.h"

namespace alpharoute::protocol {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kPrefix = "data: ";

ordered_json delta_tree(const StreamEvent& event) {
  ordered_json delta = ordered_json::object();
  if (event.is_role) delta = {{"role", "assistant"}, {"content", ""}};
  if (event.text) delta["content"] = *event.text;
  if (event.reasoning) delta["reasoning_content"] = *event.reasoning;
  if (const auto& part = event.tool_call) {
    ordered_json call;
    if (part->is_first) {
      call = tool_call_tree(part->call);
      call["index"] = part->index;
    } else {
      const ordered_json function = {{"arguments", part->call.arguments}};
      call = {{"index", part->index}, {"function", function}};
    }
    delta["tool_calls"] = ordered_json::array({call});
  }
  return delta;
}

std::string choices_json(const StreamEvent& event) {
  if (event.usage) return "[]";
  ordered_json choice = {{"index", 0}, {"delta", delta_tree(event)}, {"finish_reason", nullptr}};
  if (event.finish_reason) choice["finish_reason"] = finish_reason_name(*event.finish_reason);
  return "[" + choice.dump() + "]";
}

// Ends the event whose data begins at `begin` of `out`.
void end_event(std::size_t begin, std::string& out) {
  const auto is_line_break = [](char c) { return c == '\n' || c == '\r'; };
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_line_break, ' ');
  out += "\n\n";
}

}  // namespace

void write_event(const StreamEvent& event, std::string_view model_json, std::int64_t created, std::string& out) {
  out += kPrefix;
  out += "{\"id\":" + json_string(event.id) + ",\"object\":\"chat.completion.chunk\",\"created\":";
  out += std::to_string(created) + ",\"model\":";
  out += model_json;
  out += ",\"choices\":" + choices_json(event);
  if (event.usage) out += ",\"usage\":" + usage_tree(*event.usage).dump();
  out += "}\n\n";
}

void write_event(std::string_view data, std::string_view model_json, bool hides_usage, std::string& out) {
  out += kPrefix;
  const std::size_t begin = out.size();
  if (hides_usage) {
    const std::vector<base::JsonMember> members = base::json_members(data);
    std::vector<base::TextEdit> edits;
    if (const auto* model = base::find_member(members, "model")) {
      edits.push_back({model->value, model->end, std::string(model_json)});
    }
    if (const auto* usage = base::find_member(members, "usage")) edits.push_back(base::removal(data, *usage));
    out += base::with_edits(data, std::move(edits));
  } else if (const auto model = base::find_member(data, "model")) {
    out += data.substr(0, model->value);
    out += model_json;
    out += data.substr(model->end);
  } else {
    out += data;
  }
  end_event(begin, out);
}

void write_data(std::string_view json, std::string& out) {
  out += kPrefix;
  const std::size_t begin = out.size();
  out += json;
  end_event(begin, out);
}

}  // namespace alpharoute::protocol
