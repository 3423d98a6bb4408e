// GET /v1/router, /v1/embedder and /v1/router/manifest: the files that a browser needs to decide by itself.
#include <nlohmann/json.hpp>

#include "server/api/routes.h"
#include "server/http/file_response.h"

namespace alpharoute::server {
namespace {

using nlohmann::ordered_json;

// Keeps files that need a key out of shared caches.
std::string_view immutable(const Config& config) {
  return config.keys.empty() || config.server.public_router_files ? "public, max-age=31536000, immutable"
                                                                  : "private, max-age=31536000, immutable";
}

// The hash in "?sha256=...", or empty.
std::string_view requested_hash(const net::HttpRequest& request) {
  constexpr std::string_view kQuery = "?sha256=";
  const std::string_view query = std::string_view(request.target).substr(request.path().size());
  return query.starts_with(kQuery) ? query.substr(kQuery.size()) : std::string_view();
}

asio::awaitable<HttpResult<void>> respond_by_hash(Exchange& exchange, const PublishedFile& file) {
  const std::string_view requested = requested_hash(exchange.request);
  if (!requested.empty() && requested != file.sha256) {
    co_return HttpError{404,
                        "The gateway has another version of this file. GET /v1/router/manifest lists the current URLs.",
                        "no_such_version"};
  }
  // A URL with a hash always leads to the same bytes.
  const std::string_view cache = requested.empty() ? "no-cache" : immutable(exchange.worker_state->state->config);
  co_return co_await respond_file(exchange, file, cache);
}

ordered_json manifest_entry(std::string_view path, const PublishedFile& file) {
  return {{"url", std::string(path) + "?sha256=" + file.sha256}, {"sha256", file.sha256}, {"bytes", file.bytes.size()}};
}

}  // namespace

asio::awaitable<HttpResult<void>> get_router(Exchange& exchange) {
  return respond_by_hash(exchange, *exchange.worker_state->state->artifact_file);
}

asio::awaitable<HttpResult<void>> get_embedder(Exchange& exchange) {
  const std::shared_ptr<PublishedFile>& file = exchange.worker_state->state->embedder_file;
  if (!file) {
    co_return HttpError{404, "This router embeds prompts on a server, so there is no embedder file.",
                        "no_embedder_file"};
  }
  co_return co_await respond_by_hash(exchange, *file);
}

asio::awaitable<HttpResult<void>> get_manifest(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Artifact& artifact = state.router.artifact();
  ordered_json json = {{"router", manifest_entry("/v1/router", *state.artifact_file)}, {"embedder", nullptr}};
  if (state.embedder_file) json["embedder"] = manifest_entry("/v1/embedder", *state.embedder_file);
  json["embedder_id"] = artifact.embedder.id;
  json["dimensions"] = artifact.embedder.dimensions;
  json["defaults"] = {{"alpha", artifact.defaults.alpha},
                      {"scoring", scoring_name(artifact.defaults.scoring)},
                      {"nearest_clusters", artifact.defaults.nearest_clusters}};
  json["turns"] = state.config.router.user_turns;
  json["models"] = state.served_rows;
  const std::string body = json.dump();
  exchange.add_header("Cache-Control", "no-cache");
  co_return co_await exchange.respond_json(200, body);
}

}  // namespace alpharoute::server
