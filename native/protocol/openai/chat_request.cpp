#include "protocol/openai/chat_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "protocol/json/json_parser.h"

namespace alpharoute::provider {
namespace {

namespace dom = simdjson::dom;

Error refused(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

template <typename T>
std::optional<T> get(const dom::object& object, std::string_view key) {
  T value;
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

// Members that the gateway itself acts on: given twice, two readers could disagree on them.
constexpr std::string_view kOurs[] = {"model", "messages", "stream", "stream_options", "alpharoute", "n"};

Result<void> check_members(const std::vector<base::JsonMember>& members) {
  for (const base::JsonMember& member : members) {
    if (member.key.find('\\') != std::string_view::npos) {
      return refused("The request has a key that is written with escapes. Write keys plainly.");
    }
  }
  for (const std::string_view key : kOurs) {
    if (std::count_if(members.begin(), members.end(), [&](const auto& m) { return m.key == key; }) > 1) {
      return refused("The request gives \"" + std::string(key) + "\" twice.");
    }
  }
  return {};
}

struct Content {
  std::string text;
  std::size_t bytes = 0;
};

// Text of a message, and what its other parts need of a model.
Content read_content(const dom::element& content, ChatRequest& request) {
  Content out;
  std::string_view text;
  if (content.get(text) == simdjson::SUCCESS) return {std::string(text), text.size()};
  dom::array parts;
  if (content.get(parts) != simdjson::SUCCESS) return out;
  for (const dom::element part : parts) {
    dom::object object;
    if (part.get(object) != simdjson::SUCCESS) continue;
    const std::string_view type = get<std::string_view>(object, "type").value_or("");
    if (type == "image_url" || type == "image") request.needs_images = true;
    if (type == "input_audio") request.needs_audio = true;
    if (const auto part_text = get<std::string_view>(object, "text")) {
      if (!out.text.empty()) out.text += '\n';
      out.text += *part_text;
      out.bytes += part_text->size();
    }
  }
  return out;
}

Result<void> read_messages(const dom::object& root, unsigned turns, ChatRequest& request) {
  const auto messages = get<dom::array>(root, "messages");
  if (!messages || messages->size() == 0) {
    return refused("The request needs \"messages\", a list of at least one message.");
  }
  std::vector<std::string> user;
  for (const dom::element message : *messages) {
    dom::object object;
    if (message.get(object) != simdjson::SUCCESS) return refused("Every one of \"messages\" must be an object.");
    dom::element content;
    if (object["content"].get(content) != simdjson::SUCCESS) continue;
    Content read = read_content(content, request);
    request.text_bytes += read.bytes;
    if (get<std::string_view>(object, "role") != "user" || read.text.empty()) continue;
    if (user.empty()) request.opening = read.text;
    user.push_back(std::move(read.text));
  }
  const std::size_t first = user.size() - std::min<std::size_t>(user.size(), turns);
  for (std::size_t i = first; i < user.size(); ++i) {
    if (i > first) request.query += '\n';
    request.query += user[i];
  }
  return {};
}

Result<void> read_stream(const dom::object& root, ChatRequest& request) {
  dom::element value;
  if (root["stream"].get(value) == simdjson::SUCCESS && !value.is_null() &&
      value.get(request.is_stream) != simdjson::SUCCESS) {
    return refused("\"stream\" must be true or false.");
  }
  if (const auto options = get<dom::object>(root, "stream_options")) {
    request.include_usage = get<bool>(*options, "include_usage").value_or(false);
  }
  return {};
}

// The caller's stream options, with the usage asked for.
std::string asking_for_usage(const ChatRequest& request, const base::JsonMember& member) {
  auto options = nlohmann::json::parse(request.body.substr(member.value, member.end - member.value));
  if (!options.is_object()) options = nlohmann::json::object();
  options["include_usage"] = true;
  return options.dump();
}

void read_needs(const dom::object& root, ChatRequest& request) {
  const auto tools = get<dom::array>(root, "tools");
  const auto functions = get<dom::array>(root, "functions");
  request.needs_tools = (tools && tools->size() > 0) || (functions && functions->size() > 0);
  if (request.needs_tools) {
    for (const base::JsonMember& member : request.members) {
      if (member.key == "tools" || member.key == "functions") request.text_bytes += member.end - member.value;
    }
  }
  if (const auto format = get<dom::object>(root, "response_format")) {
    const std::string_view type = get<std::string_view>(*format, "type").value_or("");
    request.needs_json = type == "json_object" || type == "json_schema";
  }
  for (const char* key : {"max_completion_tokens", "max_tokens"}) {
    if (const auto tokens = get<std::uint64_t>(root, key)) {
      request.max_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(*tokens, 1u << 30));
      break;
    }
  }
  request.choices = static_cast<unsigned>(std::clamp<std::uint64_t>(get<std::uint64_t>(root, "n").value_or(1), 1, 128));
}

}  // namespace

std::vector<std::string> ChatRequest::needs() const {
  std::vector<std::string> out;
  if (needs_tools) out.emplace_back("tools");
  if (needs_images) out.emplace_back("images");
  if (needs_audio) out.emplace_back("audio");
  if (needs_json) out.emplace_back("json");
  return out;
}

Result<ChatRequest> read_chat_request(const std::string& body, unsigned turns) {
  dom::element root;
  if (const auto error = parse_padded(body, root)) {
    if (error == simdjson::DEPTH_ERROR) return refused("The request's JSON nests deeper than 128 levels.");
    if (error == simdjson::UTF8_ERROR) return refused("The request's body is not valid UTF-8.");
    return refused("The request's body is not valid JSON.");
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return refused("The request's body must be a JSON object.");
  ChatRequest request;
  request.body = body;
  request.members = base::json_members(body);
  if (const Result<void> checked = check_members(request.members); !checked) return checked.error();
  const auto model = get<std::string_view>(object, "model");
  if (!model || model->empty()) {
    return refused("The request needs \"model\": \"alpharoute\", or the name of a model of GET /v1/models.");
  }
  request.model = *model;
  if (const Result<void> read = read_stream(object, request); !read) return read.error();
  if (const Result<void> read = read_messages(object, turns, request); !read) return read.error();
  read_needs(object, request);
  if (const auto* options = base::find_member(request.members, "alpharoute")) {
    request.options = request.body.substr(options->value, options->end - options->value);
    if (!request.options.starts_with('{')) return refused("\"alpharoute\" must be an object.");
  }
  return request;
}

std::string upstream_body(const ChatRequest& request, std::string_view model_json, bool with_usage) {
  std::vector<base::TextEdit> edits;
  const auto* model = base::find_member(request.members, "model");
  std::string added(model_json);
  const auto* stream_options = base::find_member(request.members, "stream_options");
  if (with_usage && !request.include_usage) {
    if (stream_options == nullptr) {
      added += ",\"stream_options\":{\"include_usage\":true}";
    } else {
      edits.push_back({stream_options->value, stream_options->end, asking_for_usage(request, *stream_options)});
    }
  }
  edits.push_back({model->value, model->end, std::move(added)});
  if (const auto* ours = base::find_member(request.members, "alpharoute")) {
    edits.push_back(base::removal(request.body, *ours));
  }
  std::string body = base::with_edits(request.body, std::move(edits));
  if (request.is_stream && !with_usage && stream_options != nullptr)
    return base::without_member(body, "stream_options");
  return body;
}

}  // namespace alpharoute::provider
