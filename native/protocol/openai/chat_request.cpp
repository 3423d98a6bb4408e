#include "protocol/openai/chat_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "protocol/json/json_parser.h"

namespace alpharoute::protocol {
namespace {

namespace dom = simdjson::dom;

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

template <typename T>
std::optional<T> get(const dom::object& object, std::string_view key) {
  T value;
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

// The gateway reads these members. If one is repeated, the gateway and the provider could use different values.
constexpr std::string_view kUnique[] = {"model", "messages", "stream", "stream_options", "alpharoute", "n"};

Result<void> check_members(const std::vector<base::JsonMember>& members) {
  for (const base::JsonMember& member : members) {
    if (member.key.find('\\') != std::string_view::npos) {
      return invalid("A key of the request contains an escape sequence. Write keys without escapes.");
    }
  }
  for (const std::string_view key : kUnique) {
    if (std::count_if(members.begin(), members.end(), [&](const auto& m) { return m.key == key; }) > 1) {
      return invalid("The request has \"" + std::string(key) + "\" twice. Remove one.");
    }
  }
  return {};
}

struct Content {
  std::string text;
  std::size_t bytes = 0;
};

// Reads the text of a message, and notes the capabilities that its other parts need.
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

Result<void> read_messages(const dom::object& root, unsigned user_turns, ChatRequest& request) {
  const auto messages = get<dom::array>(root, "messages");
  if (!messages || messages->size() == 0) {
    return invalid("\"messages\" is missing. Give a list of at least one message.");
  }
  std::vector<std::string> user;
  for (const dom::element message : *messages) {
    dom::object object;
    if (message.get(object) != simdjson::SUCCESS) return invalid("Each entry of \"messages\" must be an object.");
    dom::element content;
    if (object["content"].get(content) != simdjson::SUCCESS) continue;
    Content read = read_content(content, request);
    request.text_bytes += read.bytes;
    if (get<std::string_view>(object, "role") != "user" || read.text.empty()) continue;
    if (user.empty()) request.opening = read.text;
    user.push_back(std::move(read.text));
  }
  const std::size_t first = user.size() - std::min<std::size_t>(user.size(), user_turns);
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
    return invalid("\"stream\" must be true or false.");
  }
  if (const auto options = get<dom::object>(root, "stream_options")) {
    request.include_usage = get<bool>(*options, "include_usage").value_or(false);
  }
  return {};
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

Error parse_failure(simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR) return invalid("The request's JSON is nested deeper than 128 levels.");
  if (error == simdjson::UTF8_ERROR) return invalid("The request's body is not valid UTF-8.");
  return invalid("The request's body is not valid JSON.");
}

// Returns the client's stream options with usage requested.
std::string with_usage_requested(std::string_view options) {
  auto tree = nlohmann::json::parse(options);
  if (!tree.is_object()) tree = nlohmann::json::object();
  tree["include_usage"] = true;
  return tree.dump();
}

// Removes the members named in `keys`, each run of neighbours with one comma.
void remove_members(const std::vector<base::JsonMember>& members, std::initializer_list<std::string_view> keys,
                    std::vector<base::TextEdit>& edits) {
  const auto is_removed = [&](const base::JsonMember& member) {
    return std::find(keys.begin(), keys.end(), member.key) != keys.end();
  };
  for (auto first = members.begin(); first != members.end(); ++first) {
    if (!is_removed(*first)) continue;
    const auto next = std::find_if_not(first, members.end(), is_removed);
    const bool is_at_end = next == members.end();
    const std::size_t begin = is_at_end && first != members.begin() ? std::prev(first)->end : first->begin;
    edits.push_back({begin, is_at_end ? members.back().end : next->begin, ""});
    if (is_at_end) return;
    first = next;
  }
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

Result<ChatRequest> read_chat_request(const std::string& body, unsigned user_turns, std::string_view default_model) {
  ChatRequest request;
  dom::element root;
  if (const auto error = parse_into(request.document.document(), body, root)) return parse_failure(error);
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return invalid("The request's body must be a JSON object.");
  request.body = body;
  request.members = base::json_members(body);
  if (const Result<void> checked = check_members(request.members); !checked) return checked.error();
  dom::element model;
  const bool has_model = object["model"].get(model) == simdjson::SUCCESS;
  request.model = has_model ? get<std::string_view>(object, "model").value_or("") : default_model;
  if (request.model.empty()) {
    return invalid("\"model\" is missing. Give \"alpharoute\" or a model that GET /v1/models lists.");
  }
  if (const Result<void> read = read_stream(object, request); !read) return read.error();
  if (const Result<void> read = read_messages(object, user_turns, request); !read) return read.error();
  read_needs(object, request);
  if (const auto* options = base::find_member(request.members, "alpharoute")) {
    request.options = request.body.substr(options->value, options->end - options->value);
    if (!request.options.starts_with('{')) return invalid("\"alpharoute\" must be an object.");
  }
  return request;
}

std::string upstream_body(const ChatRequest& request, const UpstreamChanges& changes) {
  std::vector<base::TextEdit> edits;
  const auto* model = base::find_member(request.members, "model");
  const auto* stream_options = base::find_member(request.members, "stream_options");
  std::string model_text(changes.model_json);
  if (changes.with_usage && !request.include_usage) {
    if (stream_options == nullptr) {
      model_text += ",\"stream_options\":{\"include_usage\":true}";
    } else {
      const std::string_view options =
          request.body.substr(stream_options->value, stream_options->end - stream_options->value);
      edits.push_back({stream_options->value, stream_options->end, with_usage_requested(options)});
    }
  }
  edits.push_back({model->value, model->end, std::move(model_text)});
  if (!changes.prefill.empty()) {
    const std::size_t end =
        base::find_member(request.members, "messages")->end - 1;  // the end of the list, which is not empty
    const nlohmann::json message = {{"role", "assistant"}, {"content", changes.prefill}};
    edits.push_back({end, end, "," + message.dump()});
  }
  const bool drops_stream_options = request.is_stream && !changes.with_usage;
  if (drops_stream_options) {
    remove_members(request.members, {"alpharoute", "stream_options"}, edits);
  } else {
    remove_members(request.members, {"alpharoute"}, edits);
  }
  return base::with_edits(request.body, std::move(edits));
}

}  // namespace alpharoute::protocol
