#include "server/decide/prompt_embedder.h"

#include <algorithm>

#include "server/answer/attempt_context.h"
#include "server/http/problem.h"

namespace alpharoute::server {
namespace {

using protocol::Failure;
using protocol::Outcome;

constexpr std::size_t kBatch = 64;  // texts per request

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string::npos; }

// Identifies the embedding model: its URL and name.
std::string model_key(const State& state) {
  const net::Url& url = state.config.providers[state.embedding_model->provider].upstream.url;
  return url.authority() + url.path + "\n" + state.embedding_model->upstream_name;
}

// The fix: for the client, which can name a model, or for the operator of the gateway.
std::string advice_for(const Failure& failure) {
  const std::string status = failure.status == 0 ? "" : " with status " + std::to_string(failure.status);
  switch (failure.outcome) {
    case Outcome::rate_limited:
      return "It limits the request rate. Try again later, or name a model instead of \"alpharoute\".";
    case Outcome::quota: return "Its quota is used up. Raise it, or name a model instead of \"alpharoute\".";
    case Outcome::context_length:
      return "The text is too long for the embedding model. Shorten it, lower \"user_turns\" in [router], or name a "
             "model instead of \"alpharoute\".";
    case Outcome::content_filter: return "It rejected the content. Name a model instead of \"alpharoute\".";
    case Outcome::misconfigured:
    case Outcome::invalid_request:
      if (failure.status == 0) return failure.message;
      return "It rejected the request" + status +
             ". Check its key, its URL and \"embedding_model\" in the configuration.";
    default: break;
  }
  const std::string cause = failure.status == 0 ? failure.message : "It responded" + status + ".";
  return cause + " Try again later, or name a model instead of \"alpharoute\".";
}

// Replaces the provider's message, which may quote the text or reveal details of the configuration.
Failure sanitised_failure(const State& state, const Failure& failure) {
  const std::string& name = state.config.providers[state.embedding_model->provider].name;
  Failure sanitised;
  // The gateway, not the client, wrote the request.
  sanitised.outcome = failure.outcome == Outcome::invalid_request ? Outcome::misconfigured : failure.outcome;
  sanitised.status = failure.status;
  sanitised.message =
      "The router could not embed the prompt with the provider \"" + name + "\". " + advice_for(failure);
  sanitised.retry_after = failure.retry_after;
  return sanitised;
}

// An error of the configuration, so it does not count against the provider.
Failure dimension_mismatch(std::size_t actual, std::size_t expected) {
  return {Outcome::misconfigured, 0,
          "\"embedding_model\" returns vectors of " + std::to_string(actual) + " dimensions, but the router needs " +
              std::to_string(expected) + ". Set it to the model that the artifact was fitted with."};
}

// At most kBatch texts.
asio::awaitable<Failure> request_vectors(Exchange& exchange, const std::vector<std::string>& texts,
                                         EmbeddedTexts& out) {
  const State& state = *exchange.worker_state->state;
  resilience::EmbeddingCall call{*state.embedding_model,
                                 protocol::embeddings_request(state.embedding_model->upstream_name, texts),
                                 state.config.router.embedding_timeout, nullptr};
  call.read = [&](const std::string& body) -> Failure {
    out.vectors = protocol::read_vectors(body, texts.size());
    if (out.vectors.empty()) return {Outcome::malformed, 0, "The response does not have one vector for each text."};
    const std::size_t expected = state.router.artifact().embedder.dimensions;
    const std::size_t actual = out.vectors.front().size();
    return actual == expected ? Failure() : dimension_mismatch(actual, expected);
  };
  provider::Response response;
  const Failure failure = co_await call_embeddings(exchange, call, response);
  out.tokens = response.usage.prompt_tokens;
  co_return failure;
}

}  // namespace

asio::awaitable<HttpResult<EmbeddedTexts>> embed_by_provider(Exchange& exchange,
                                                             const std::vector<std::string>& texts) {
  const State& state = *exchange.worker_state->state;
  RecentVectors& recent = exchange.worker.services.recent_vectors;
  if (std::any_of(texts.begin(), texts.end(), is_blank)) {
    const Error error{ErrorCode::no_text, "the prompt has no text to embed. Enter at least one word."};
    co_return http_error(error);
  }
  const std::string model = model_key(state);
  EmbeddedTexts out;
  std::vector<std::string> keys;
  std::vector<std::size_t> missing;
  for (const std::string& text : texts) {
    keys.push_back(RecentVectors::key(model, text));
    out.vectors.push_back(recent.find(keys.back()));
    if (out.vectors.back().empty()) missing.push_back(keys.size() - 1);
  }
  for (std::size_t begin = 0; begin < missing.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, missing.size() - begin);
    std::vector<std::string> batch;
    for (std::size_t i = 0; i < count; ++i) batch.push_back(texts[missing[begin + i]]);
    EmbeddedTexts embedded;
    const Failure failure = co_await request_vectors(exchange, batch, embedded);
    if (failure.is_failure()) co_return http_error(sanitised_failure(state, failure));
    out.tokens += embedded.tokens;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t index = missing[begin + i];
      recent.put(keys[index], embedded.vectors[i]);
      out.vectors[index] = std::move(embedded.vectors[i]);
    }
  }
  co_return out;
}

}  // namespace alpharoute::server
