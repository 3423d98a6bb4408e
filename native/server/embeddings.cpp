// POST /v1/embeddings: the router's own embedder here, any other model by its provider.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <nlohmann/json.hpp>

#include "data/json_members.h"
#include "data/strict_json.h"
#include "provider/answer.h"
#include "server/handlers.h"
#include "server/refusals.h"
#include "server/route_options.h"

namespace alpharoute::server {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMaxInputs = 2048;

struct Wanted {
  std::string model;
  std::vector<std::string> inputs;
  bool is_base64 = false;
};

Error refused(std::string message) { return {ErrorCode::bad_argument, std::move(message)}; }

Result<Wanted> read_wanted(const json& root) {
  Wanted wanted;
  if (!root.is_object() || !root.contains("model") || !root["model"].is_string()) {
    return refused("The request needs \"model\", a text.");
  }
  wanted.model = root["model"].get<std::string>();
  const json input = root.value("input", json());
  if (input.is_string()) {
    wanted.inputs.push_back(input.get<std::string>());
  } else if (input.is_array() && !input.empty() && input.size() <= kMaxInputs) {
    for (const json& entry : input) {
      if (!entry.is_string()) return refused("\"input\" must be a text or a list of texts.");
      wanted.inputs.push_back(entry.get<std::string>());
    }
  } else {
    return refused("\"input\" must be a text or a list of 1 to 2,048 texts.");
  }
  const json format = root.value("encoding_format", json("float"));
  if (format != "float" && format != "base64") return refused("\"encoding_format\" must be \"float\" or \"base64\".");
  wanted.is_base64 = format == "base64";
  return wanted;
}

// Little-endian floats, as OpenAI's libraries ask for by default.
std::string base64_of(const std::vector<float>& vector) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<unsigned char> bytes(vector.size() * sizeof(float));
  std::memcpy(bytes.data(), vector.data(), bytes.size());
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (j < count ? bytes[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += j <= count ? kDigits[group >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

Result<std::string> embed_here(const Embedder& embedder, const Wanted& wanted) {
  std::vector<TokenId> ids;
  std::vector<float> vector(embedder.info().dimensions);
  ordered_json list = ordered_json::array();
  std::size_t tokens = 0;
  for (std::size_t i = 0; i < wanted.inputs.size(); ++i) {
    if (const Result<void> done = embedder.embed(wanted.inputs[i], ids, vector); !done) {
      return Error{done.error().code, "\"input\" " + std::to_string(i) + ": " + done.error().message};
    }
    tokens += ids.size();
    ordered_json entry = {{"object", "embedding"}, {"index", i}};
    if (wanted.is_base64)
      entry["embedding"] = base64_of(vector);
    else
      entry["embedding"] = vector;
    list.push_back(entry);
  }
  const ordered_json out = {{"object", "list"},
                            {"data", list},
                            {"model", embedder.info().id},
                            {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}};
  return out.dump();
}

// On a CPU thread.
asio::awaitable<void> embed_elsewhere(const Embedder& embedder, const Wanted& wanted, Result<std::string>& out) {
  out = embed_here(embedder, wanted);
  co_return;
}

asio::awaitable<Result<std::string>> embed(Exchange& exchange, const Embedder& embedder, const Wanted& wanted) {
  if (exchange.request.body.size() <= exchange.lane->state->config.router.long_text_bytes) {
    co_return embed_here(embedder, wanted);
  }
  Result<std::string> out = std::string();
  auto work = embed_elsewhere(embedder, wanted, out);
  co_await asio::co_spawn(exchange.worker.services.pool, std::move(work), asio::use_awaitable);
  co_return out;
}

asio::awaitable<void> pass_on(Exchange& exchange, const provider::Model& model) {
  const std::string& body = exchange.request.body;
  const std::vector<data::JsonMember> members = data::json_members(body);
  const data::JsonMember* member = data::find_member(members, "model");
  std::vector<data::TextEdit> edits;
  if (member != nullptr) edits.push_back({member->value, member->end, model.upstream_name_json});
  const std::string upstream_body = data::with_edits(body, std::move(edits));
  provider::Answer answer;
  const provider::Failure failure =
      co_await exchange.lane->providers[model.provider]->embed(upstream_body, exchange.cancellation, answer);
  if (failure.is_failure()) {
    const unsigned status =
        failure.status >= 400 && failure.status < 500 && failure.outcome != provider::Outcome::refused_us
            ? failure.status
            : 502;
    co_return co_await exchange.refuse(status, failure.message, provider::outcome_name(failure.outcome));
  }
  provider::UsageRecord record;
  record.request_id = exchange.id;
  if (exchange.key != nullptr) record.key_name = exchange.key->name;
  record.model = model.id;
  record.provider = exchange.lane->state->config.providers[model.provider].name;
  record.outcome = provider::outcome_name(failure.outcome);
  record.usage = answer.usage;
  record.cost_usd = provider::cost_of(answer.usage, model.prices);
  exchange.worker.services.metrics.attempt(record);
  for (provider::UsageSink* sink : exchange.worker.services.usage) sink->take(record);
  const std::string answer_body = provider::with_model(answer.body, model.id_json);
  co_await exchange.respond_json(200, answer_body);
}

}  // namespace

asio::awaitable<void> post_embeddings(Exchange& exchange) {
  const State& state = *exchange.lane->state;
  const Result<json> root = data::parse_json(exchange.request.body);
  if (!root) {
    const std::string message = "The request's body " + root.error().message + ".";
    co_return co_await exchange.refuse(400, message, "bad_argument");
  }
  const Result<Wanted> wanted = read_wanted(*root);
  if (!wanted) co_return co_await refuse(exchange, wanted.error());
  const Embedder* embedder = state.router.embedder();
  if (embedder && (wanted->model == embedder->info().id || asks_for_routing(wanted->model))) {
    const Result<std::string> body = co_await embed(exchange, *embedder, *wanted);
    if (!body) co_return co_await refuse(exchange, body.error());
    co_return co_await exchange.respond_json(200, *body);
  }
  const provider::Model* model = state.find_model(wanted->model);
  if (model == nullptr) {
    const std::string message =
        "There is no model \"" + wanted->model + "\": GET /v1/models lists them" +
        (embedder ? ", and the router's own embedder is \"" + embedder->info().id + "\"." : ".");
    co_return co_await exchange.refuse(404, message, "model_not_found");
  }
  co_await pass_on(exchange, *model);
}

}  // namespace alpharoute::server
