#include "server/decide/prompt_embedder.h"

#include <algorithm>

#include "resilience/embedding_call.h"
#include "server/http/problem.h"
#include "server/http/refusals.h"

namespace alpharoute::server {
namespace {

using provider::Failure;
using provider::Outcome;

constexpr std::size_t kBatch = 64;  // texts of a request

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string::npos; }

std::string maker_of(const State& state) {
  const net::Url& url = state.config.providers[state.embedding_model->provider].upstream.url;
  return url.authority() + url.path + "\n" + state.embedding_model->upstream_name;
}

// What there is to do about it: for the caller, who may know of another model, and for whoever runs the gateway.
std::string advice_for(const Failure& failure) {
  const std::string status = failure.status == 0 ? "" : " with status " + std::to_string(failure.status);
  switch (failure.outcome) {
    case Outcome::rate_limited:
      return "It limits the rate. Ask again later, or name a model in place of \"alpharoute\".";
    case Outcome::quota: return "Its quota is used up. Raise it, or name a model in place of \"alpharoute\".";
    case Outcome::context_length:
      return "The text is too long for the embedding model. Send less, lower \"turns\" in [router], or name a model in "
             "place of \"alpharoute\".";
    case Outcome::content_filter:
      return "It refuses the content. Name a model in place of \"alpharoute\" to do without it.";
    case Outcome::misconfigured:
    case Outcome::invalid_request:
      if (failure.status == 0) return failure.message;
      return "It refused the gateway's request" + status +
             ". Check its key, its address and \"embedding_model\" in the configuration.";
    default: break;
  }
  const std::string what = failure.status == 0 ? failure.message : "It answered" + status + ".";
  return what + " Ask again later, or name a model in place of \"alpharoute\".";
}

// As the caller is told: the provider's own words may repeat the text, or more than a caller should know.
Failure sanitised_failure(const State& state, const Failure& failure) {
  const std::string& name = state.config.providers[state.embedding_model->provider].name;
  Failure told;
  // The request was the gateway's.
  told.outcome = failure.outcome == Outcome::invalid_request ? Outcome::misconfigured : failure.outcome;
  told.status = failure.status;
  told.message = "The provider \"" + name + "\", which embeds prompts for the router, failed. " + advice_for(failure);
  told.retry_after = failure.retry_after;
  return told;
}

Failure wrong_size(std::size_t given, std::size_t wanted) {
  // The configuration's to mend: it does not speak against the provider.
  return {Outcome::misconfigured, 0,
          "The vectors of \"embedding_model\" have " + std::to_string(given) +
              " dimensions, but the router's clusters " + std::to_string(wanted) +
              ". Name the model in [router] that the artifact was fitted with."};
}

// Asks for the vectors of `texts`, at most kBatch.
asio::awaitable<Failure> ask_for(Exchange& exchange, const std::vector<std::string>& texts, EmbeddedTexts& out) {
  const State& state = *exchange.worker_state->state;
  EmbeddingCall call{*state.embedding_model, embed::embeddings_request(state.embedding_model->upstream_name, texts),
                     state.config.router.embedding_timeout, nullptr};
  call.read = [&](const std::string& body) -> Failure {
    out.vectors = embed::read_vectors(body, texts.size());
    if (out.vectors.empty()) return {Outcome::malformed, 0, "Its answer is not one vector for each text."};
    const std::size_t wanted = state.router.artifact().embedder.dimensions;
    return out.vectors.front().size() == wanted ? Failure() : wrong_size(out.vectors.front().size(), wanted);
  };
  provider::Answer answer;
  const Failure failure = co_await ask(exchange, call, answer);
  out.tokens = answer.usage.prompt_tokens;
  co_return failure;
}

}  // namespace

asio::awaitable<bool> embed_by_provider(Exchange& exchange, const std::vector<std::string>& texts, EmbeddedTexts& out) {
  const State& state = *exchange.worker_state->state;
  RecentVectors& recent = exchange.worker.services.recent_vectors;
  if (std::any_of(texts.begin(), texts.end(), is_blank)) {
    const Error error{ErrorCode::no_text, "the prompt holds no text to embed. Give at least one word."};
    co_await refuse(exchange, error);
    co_return false;
  }
  const std::string maker = maker_of(state);
  std::vector<std::string> keys;
  std::vector<std::size_t> missing;
  for (const std::string& text : texts) {
    keys.push_back(RecentVectors::key(maker, text));
    out.vectors.push_back(recent.find(keys.back()));
    if (out.vectors.back().empty()) missing.push_back(keys.size() - 1);
  }
  for (std::size_t begin = 0; begin < missing.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, missing.size() - begin);
    std::vector<std::string> batch;
    for (std::size_t i = 0; i < count; ++i) batch.push_back(texts[missing[begin + i]]);
    EmbeddedTexts made;
    const Failure failure = co_await ask_for(exchange, batch, made);
    if (failure.is_failure()) {
      const Failure told = sanitised_failure(state, failure);
      co_await tell(exchange, told);
      co_return false;
    }
    out.tokens += made.tokens;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = missing[begin + i];
      recent.keep(keys[place], made.vectors[i]);
      out.vectors[place] = std::move(made.vectors[i]);
    }
  }
  co_return true;
}

}  // namespace alpharoute::server
