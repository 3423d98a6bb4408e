#include "server/decide/http_options.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ranges>

#include "protocol/values/usage.h"

namespace alpharoute::server {
namespace {

constexpr std::string_view kPrefix = "x-alpharoute-";
constexpr std::string_view kConversation = "conversation";
constexpr std::string_view kConversationHeader = "x-alpharoute-conversation";

// Shorter chats fit every model. They set no context length, because a request that differs from the default needs its
// own plan, which takes longer than the decision.
constexpr std::uint64_t kShortContext = 2000;  // tokens

struct HeaderOption {
  std::string header;
  const Option* option;
};

const std::vector<HeaderOption>& header_options() {
  static const std::vector<HeaderOption> all = [] {
    std::vector<HeaderOption> rows;
    for (const Option& option : request_options()) rows.push_back({header_name(option), &option});
    return rows;
  }();
  return all;
}

Error unknown_header(std::string_view name) {
  std::string known;
  for (const HeaderOption& row : header_options()) known += row.header + ", ";
  return {ErrorCode::invalid_argument, std::string(name) + " is not a request header of the gateway. These are " +
                                           known + std::string(kConversationHeader) + "."};
}

const Option& alpha_option() {
  const auto options = request_options();
  return *std::find_if(options.begin(), options.end(), [](const Option& option) { return option.name == "alpha"; });
}

}  // namespace

bool requests_routing(std::string_view model) { return model == "alpharoute" || model.starts_with("alpharoute:"); }

bool is_route_option(std::string_view key) { return is_request_key(key) || key == kConversation; }

Result<void> read_options(std::string_view json, RouteOptions& options) {
  const ExtraMember extra[] = {{kConversation, &options.conversation}};
  return parse_request(json, options.request, extra);
}

Result<void> read_options(const nlohmann::json& object, RouteOptions& options) {
  const std::string text = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return read_options(std::string_view(text), options);
}

Result<void> read_options(const net::HttpRequest& request, RouteOptions& options) {
  const std::vector<net::HttpRequest::Header> headers = request.headers_with_prefix(kPrefix);
  for (const auto& [name, value] : headers | std::views::reverse) {  // the first of a repeated header is read last
    if (name == kConversationHeader) {
      options.conversation = value;
      continue;
    }
    const std::string_view header = name;
    const auto found = std::ranges::find(header_options(), header, &HeaderOption::header);
    if (found == header_options().end()) return unknown_header(name);
    if (value.empty()) continue;
    if (const auto read = read_option(*found->option, value, name, options.request); !read) return read.error();
  }
  return {};
}

Result<void> read_model_name(std::string_view model, RouteOptions& options) {
  const std::size_t colon = model.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string place = "the alpha in the model name \"" + std::string(model) + "\"";
  return read_option(alpha_option(), model.substr(colon + 1), place, options.request);
}

Result<RouteOptions> read_options(const net::HttpRequest& request, const protocol::ChatRequest& chat) {
  RouteOptions options;
  if (const auto read = read_options(request, options); !read) return read.error();
  if (const auto read = read_model_name(chat.model, options); !read) return read.error();
  if (!chat.options.empty()) {
    if (const auto read = read_options(chat.options, options); !read) return read.error();
  }
  for (const std::string& need : chat.needs()) options.request.capabilities.push_back(need);
  const std::uint64_t tokens = protocol::estimated_tokens(chat.text_bytes) + chat.max_tokens.value_or(0);
  if (!options.request.context_tokens && tokens > kShortContext) {
    options.request.context_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(tokens, 1u << 30));
  }
  return options;
}

}  // namespace alpharoute::server
