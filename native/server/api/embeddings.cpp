// POST /v1/embeddings: by the router's embedder, which is a file here or a server; any other model by its provider.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/json_members.h"
#include "base/strict_json.h"
#include "protocol/openai/answer.h"
#include "resilience/embedding_call.h"
#include "protocol/openai/embedding_request.h"
#include "server/http/problem.h"
#include "server/api/handlers.h"
#include "server/http/refusals.h"
#include "server/decide/http_options.h"
#include "server/decide/prompt_embedder.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;

bool is_routers(const State& state, const std::string& model) {
  if (asks_for_routing(model) || model == state.router.artifact().embedder.id) return true;
  return state.embedding_model && model == state.embedding_model->id;
}

// Its vectors can't be cut: they must be those that the clusters are of.
Result<void> check_dimensions(const State& state, const EmbeddingRequest& request) {
  const EmbedderReference& embedder = state.router.artifact().embedder;
  if (request.dimensions.is_null() || request.dimensions == json(embedder.dimensions)) return {};
  return Error{ErrorCode::invalid_argument, "The router's embedder " + embedder.id + " makes vectors of " +
                                            std::to_string(embedder.dimensions) +
                                            " dimensions and no others. Leave \"dimensions\" out."};
}

Result<std::string> embed_here(const Embedder& embedder, const EmbeddingRequest& request) {
  std::vector<TokenId> ids;
  embed::Vectors vectors;
  std::uint64_t tokens = 0;
  for (const std::string& input : request.inputs) {
    std::vector<float>& vector = vectors.emplace_back(embedder.info().dimensions);
    if (const Result<void> done = embedder.embed(input, ids, vector); !done) {
      return Error{done.error().code, "\"input\" " + std::to_string(vectors.size() - 1) + ": " + done.error().message};
    }
    tokens += ids.size();
  }
  return embeddings_body(request, vectors, embedder.info().id, tokens);
}

// On a CPU thread.
asio::awaitable<void> embed_elsewhere(const Embedder& embedder, const EmbeddingRequest& request,
                                      Result<std::string>& out) {
  out = embed_here(embedder, request);
  co_return;
}

asio::awaitable<Result<std::string>> embed_by_file(Exchange& exchange, const Embedder& embedder,
                                                   const EmbeddingRequest& request) {
  if (exchange.request.body.size() <= exchange.worker_state->state->config.router.long_text_bytes) {
    co_return embed_here(embedder, request);
  }
  Result<std::string> out = std::string();
  auto work = embed_elsewhere(embedder, request, out);
  co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  co_return out;
}

asio::awaitable<void> answer_by_router(Exchange& exchange, const EmbeddingRequest& request) {
  const State& state = *exchange.worker_state->state;
  if (const Result<void> fits = check_dimensions(state, request); !fits) {
    co_return co_await refuse(exchange, fits.error());
  }
  if (state.embedding_model) {
    EmbeddedTexts embedded;
    if (!co_await embed_by_provider(exchange, request.inputs, embedded)) co_return;
    const std::string& id = state.router.artifact().embedder.id;
    const std::string body = embeddings_body(request, embedded.vectors, id, embedded.tokens);
    co_return co_await exchange.respond_json(200, body);
  }
  const Result<std::string> body = co_await embed_by_file(exchange, *state.router.embedder(), request);
  if (!body) co_return co_await refuse(exchange, body.error());
  co_await exchange.respond_json(200, *body);
}

asio::awaitable<void> pass_on(Exchange& exchange, const provider::Model& model) {
  const std::string& body = exchange.request.body;
  const std::vector<base::JsonMember> members = base::json_members(body);
  const base::JsonMember* member = base::find_member(members, "model");
  std::vector<base::TextEdit> edits;
  if (member != nullptr) edits.push_back({member->value, member->end, model.upstream_name_json});
  const EmbeddingCall call{model, base::with_edits(body, std::move(edits)), std::nullopt, nullptr};
  provider::Answer answer;
  const provider::Failure failure = co_await ask(exchange, call, answer);
  if (failure.is_failure()) co_return co_await tell(exchange, failure);
  const std::string answer_body = provider::with_model(answer.body, model.id_json);
  co_await exchange.respond_json(200, answer_body);
}

}  // namespace

asio::awaitable<void> post_embeddings(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  const Result<json> root = base::parse_json(exchange.request.body);
  if (!root) {
    const std::string message = "The request's body " + root.error().message + ".";
    co_return co_await exchange.refuse(400, message, "invalid_argument");
  }
  const Result<EmbeddingRequest> request = read_embedding_request(*root);
  if (!request) co_return co_await refuse(exchange, request.error());
  if (is_routers(state, request->model)) co_return co_await answer_by_router(exchange, *request);
  const provider::Model* model = state.find_model(request->model);
  if (model == nullptr) {
    const std::string message = "There is no model \"" + request->model +
                                "\": GET /v1/models lists them, and the router's own embedder is \"" +
                                state.router.artifact().embedder.id + "\".";
    co_return co_await exchange.refuse(404, message, "model_not_found");
  }
  co_await pass_on(exchange, *model);
}

}  // namespace alpharoute::server
