#include "server/api/router_files.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace alpharoute::server {
namespace {

struct Form {
  std::string_view bytes, encoding;
};

// A coding that the field lists and does not weigh with zero.
bool accepts(std::string_view field, std::string_view coding) {
  while (!field.empty()) {
    const std::size_t comma = std::min(field.find(','), field.size());
    std::string_view entry = field.substr(0, comma);
    field.remove_prefix(std::min(comma + 1, field.size()));
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    if (!entry.starts_with(coding)) continue;
    entry.remove_prefix(coding.size());
    if (entry.empty() || entry.front() == ' ' || entry.front() == ';') {
      const std::size_t weight = entry.find("q=");
      return weight == std::string_view::npos || entry.find_first_of("123456789", weight) != std::string_view::npos;
    }
  }
  return false;
}

Form form_of(const PublishedFile& file, std::string_view accepted) {
  if (file.is_compressed.load(std::memory_order_acquire)) {
    if (!file.brotli.empty() && accepts(accepted, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && accepts(accepted, "gzip")) return {file.gzip, "gzip"};
  }
  return {file.bytes, ""};
}

struct Range {
  std::size_t begin, end;
};

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

enum class RangeKind { none, satisfiable, unsatisfiable };

// One range of bytes; several, or another unit, are answered with the whole file.
RangeKind range_of(std::string_view field, std::size_t size, Range& range) {
  if (!field.starts_with("bytes=") || field.find(',') != std::string_view::npos) return RangeKind::none;
  field.remove_prefix(6);
  const std::size_t dash = field.find('-');
  if (dash == std::string_view::npos) return RangeKind::none;
  const auto first = number_of(field.substr(0, dash));
  const auto last = number_of(field.substr(dash + 1));
  if (first) {
    if (!last && dash + 1 != field.size()) return RangeKind::none;
    range = {*first, last && *last < size ? *last + 1 : size};
  } else {
    if (!last || dash != 0) return RangeKind::none;
    range = {size - std::min(*last, size), size};
  }
  return range.begin < range.end ? RangeKind::satisfiable : RangeKind::unsatisfiable;
}

bool matches(std::string_view field, const std::string& tag) { return field == "*" || field.find(tag) != field.npos; }

// What a key opens is no shared cache's to give away.
std::string_view immutable(const Exchange& exchange) {
  const Config& config = exchange.worker_state->state->config;
  return config.keys.empty() || config.is_published_openly ? "public, max-age=31536000, immutable"
                                                           : "private, max-age=31536000, immutable";
}

// `is_immutable`: the address names the bytes.
asio::awaitable<void> serve(Exchange& exchange, const PublishedFile& file, bool is_immutable) {
  const net::HttpRequest& request = exchange.request;
  const bool has_range = request.has_header("range");
  const Form form = has_range ? Form{file.bytes, ""} : form_of(file, request.header("accept-encoding"));
  const std::string tag = "\"" + file.sha256 + (form.encoding.empty() ? "" : "-" + std::string(form.encoding)) + "\"";
  exchange.add_header("ETag", tag);
  exchange.add_header("Cache-Control", is_immutable ? immutable(exchange) : "no-cache");
  exchange.add_header("Vary", "Accept-Encoding");
  exchange.add_header("Accept-Ranges", "bytes");
  if (matches(request.header("if-none-match"), tag)) co_return co_await exchange.respond(304, "", "");
  if (!form.encoding.empty()) exchange.add_header("Content-Encoding", form.encoding);
  Range range{0, form.bytes.size()};
  RangeKind kind = RangeKind::none;
  const std::string_view only_if = request.header("if-range");
  if (has_range && (only_if.empty() || only_if == tag))
    kind = range_of(request.header("range"), file.bytes.size(), range);
  if (kind == RangeKind::unsatisfiable) {
    const std::string size = "bytes */" + std::to_string(file.bytes.size());
    exchange.add_header("Content-Range", size);
    co_return co_await exchange.refuse(416, "The file has no such range.", "bad_range");
  }
  if (kind == RangeKind::none) co_return co_await exchange.respond(200, file.content_type, form.bytes);
  const std::string place = "bytes " + std::to_string(range.begin) + "-" + std::to_string(range.end - 1) + "/" +
                            std::to_string(file.bytes.size());
  exchange.add_header("Content-Range", place);
  co_await exchange.respond(206, file.content_type, form.bytes.substr(range.begin, range.end - range.begin));
}

// The hash that the address asks for, in "?sha256=...".
std::string_view wanted_hash(const net::HttpRequest& request) {
  constexpr std::string_view kQuery = "?sha256=";
  const std::string_view query = std::string_view(request.target).substr(request.path().size());
  return query.starts_with(kQuery) ? query.substr(kQuery.size()) : std::string_view();
}

asio::awaitable<void> serve_by_hash(Exchange& exchange, const PublishedFile& file) {
  const std::string_view wanted = wanted_hash(exchange.request);
  if (!wanted.empty() && wanted != file.sha256) {
    co_return co_await exchange.refuse(404, "The gateway has another version of this file: see /v1/router/manifest.",
                                       "no_such_version");
  }
  co_await serve(exchange, file, !wanted.empty());
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The files were read at the start: a path either is one of theirs, or is nothing.
std::string decoded(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 && hex_value(path[i + 2]) >= 0) {
      out += static_cast<char>(16 * hex_value(path[i + 1]) + hex_value(path[i + 2]));
      i += 2;
    } else {
      out += path[i];
    }
  }
  if (out.ends_with('/')) out += "index.html";
  return out;
}

}  // namespace

asio::awaitable<void> get_router(Exchange& exchange) {
  return serve_by_hash(exchange, *exchange.worker_state->state->artifact_file);
}

asio::awaitable<void> get_embedder(Exchange& exchange) {
  const std::shared_ptr<PublishedFile>& file = exchange.worker_state->state->embedder_file;
  if (file) return serve_by_hash(exchange, *file);
  return exchange.refuse(404, "This router's embedder is a server, not a file.", "no_embedder_file");
}

asio::awaitable<void> get_manifest(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Artifact& artifact = state.router.artifact();
  const auto entry = [](std::string_view path, const PublishedFile& file) -> nlohmann::ordered_json {
    return {
        {"url", std::string(path) + "?sha256=" + file.sha256}, {"sha256", file.sha256}, {"bytes", file.bytes.size()}};
  };
  nlohmann::ordered_json json = {{"router", entry("/v1/router", *state.artifact_file)}, {"embedder", nullptr}};
  if (state.embedder_file) json["embedder"] = entry("/v1/embedder", *state.embedder_file);
  json["embedder_id"] = artifact.embedder.id;
  json["dimensions"] = artifact.embedder.dimensions;
  json["defaults"] = {{"alpha", artifact.defaults.alpha},
                      {"scoring", scoring_name(artifact.defaults.scoring)},
                      {"nearest_clusters", artifact.defaults.nearest_clusters}};
  json["turns"] = state.config.router.turns;
  json["models"] = state.served_rows;
  const std::string body = json.dump();
  exchange.add_header("Cache-Control", "no-cache");
  co_await exchange.respond_json(200, body);
}

asio::awaitable<void> serve_web(Exchange& exchange) {
  const auto& files = exchange.worker_state->state->web;
  const std::string_view method = exchange.request.method;
  const auto found = method == "GET" || method == "HEAD" ? files.find(decoded(exchange.request.path())) : files.end();
  if (found == files.end()) {
    co_return co_await exchange.refuse(404, "There is nothing at this path: docs/http-api.md lists the routes.",
                                       "no_such_route");
  }
  exchange.add_header("Content-Security-Policy", "frame-ancestors 'none'");
  co_await serve(exchange, *found->second, false);
}

}  // namespace alpharoute::server
