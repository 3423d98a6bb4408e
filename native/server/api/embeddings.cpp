// POST /v1/embeddings: with the router's embedder (a file or a server), or another model of a provider.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/json_members.h"
#include "base/strict_json.h"
#include "protocol/openai/answer.h"
#include "protocol/openai/embedding_request.h"
#include "server/answer/attempt_context.h"
#include "server/api/routes.h"
#include "server/decide/http_options.h"
#include "server/decide/prompt_embedder.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;
using protocol::EmbeddingRequest;

bool is_router_embedder(const State& state, const std::string& model) {
  if (requests_routing(model) || model == state.router.artifact().embedder.id) return true;
  return state.embedding_model && model == state.embedding_model->id;
}

// The router's vectors can't be shortened: its clusters need all dimensions.
Result<void> check_dimensions(const State& state, const EmbeddingRequest& request) {
  const EmbedderReference& embedder = state.router.artifact().embedder;
  if (request.dimensions.is_null() || request.dimensions == json(embedder.dimensions)) return {};
  return Error{ErrorCode::invalid_argument, "The embedder " + embedder.id + " only returns vectors of " +
                                                std::to_string(embedder.dimensions) +
                                                " dimensions. Remove \"dimensions\"."};
}

Result<std::string> embed(const Embedder& embedder, const EmbeddingRequest& request) {
  std::vector<TokenId> ids;
  protocol::Vectors vectors;
  std::uint64_t tokens = 0;
  for (const std::string& input : request.inputs) {
    std::vector<float>& vector = vectors.emplace_back(embedder.info().dimensions);
    if (const Result<void> done = embedder.embed(input, ids, vector); !done) {
      return Error{done.error().code, "\"input\" " + std::to_string(vectors.size() - 1) + ": " + done.error().message};
    }
    tokens += ids.size();
  }
  return protocol::embeddings_body(request, vectors, embedder.info().id, tokens);
}

// Runs on a CPU thread.
asio::awaitable<void> embed_on_pool(const Embedder& embedder, const EmbeddingRequest& request,
                                    Result<std::string>& out) {
  out = embed(embedder, request);
  co_return;
}

asio::awaitable<Result<std::string>> embed_by_file(Exchange& exchange, const Embedder& embedder,
                                                   const EmbeddingRequest& request) {
  if (exchange.request.body.size() <= exchange.worker_state->state->config.router.long_text_bytes) {
    co_return embed(embedder, request);
  }
  Result<std::string> out = std::string();
  auto work = embed_on_pool(embedder, request, out);
  co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  co_return out;
}

asio::awaitable<HttpResult<void>> embed_by_router(Exchange& exchange, const EmbeddingRequest& request) {
  const State& state = *exchange.worker_state->state;
  if (const Result<void> checked = check_dimensions(state, request); !checked) co_return http_error(checked.error());
  if (state.embedding_model) {
    const HttpResult<EmbeddedTexts> embedded = co_await embed_by_provider(exchange, request.inputs);
    if (!embedded) co_return embedded.error();
    const std::string& id = state.router.artifact().embedder.id;
    const std::string body = protocol::embeddings_body(request, embedded->vectors, id, embedded->tokens);
    co_return co_await exchange.respond_json(200, body);
  }
  const Result<std::string> body = co_await embed_by_file(exchange, *state.router.embedder(), request);
  if (!body) co_return http_error(body.error());
  co_return co_await exchange.respond_json(200, *body);
}

// Forwards the body with the provider's name of the model.
asio::awaitable<HttpResult<void>> embed_by_model(Exchange& exchange, const provider::Model& model) {
  const std::string& body = exchange.request.body;
  const std::vector<base::JsonMember> members = base::json_members(body);
  const base::JsonMember* member = base::find_member(members, "model");
  std::vector<base::TextEdit> edits;
  if (member != nullptr) edits.push_back({member->value, member->end, model.upstream_name_json});
  const resilience::EmbeddingCall call{model, base::with_edits(body, std::move(edits)), std::nullopt, nullptr};
  provider::Response response;
  const protocol::Failure failure = co_await call_embeddings(exchange, call, response);
  if (failure.is_failure()) co_return http_error(failure);
  const std::string answer_body = protocol::with_model(response.body, model.id_json);
  co_return co_await exchange.respond_json(200, answer_body);
}

}  // namespace

asio::awaitable<HttpResult<void>> post_embeddings(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Result<json> root = base::parse_json(exchange.request.body);
  if (!root) co_return HttpError{400, "The request body " + root.error().message + ".", "invalid_argument"};
  const Result<EmbeddingRequest> request = protocol::read_embedding_request(*root);
  if (!request) co_return http_error(request.error());
  if (is_router_embedder(state, request->model)) co_return co_await embed_by_router(exchange, *request);
  const provider::Model* model = state.find_model(request->model);
  if (model == nullptr) {
    co_return HttpError{404,
                        "Unknown model \"" + request->model +
                            "\". GET /v1/models lists the models; the router's embedder is \"" +
                            state.router.artifact().embedder.id + "\".",
                        "model_not_found"};
  }
  co_return co_await embed_by_model(exchange, *model);
}

}  // namespace alpharoute::server
