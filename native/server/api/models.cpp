#include <nlohmann/json.hpp>

#include "server/api/routes.h"

namespace alpharoute::server {
namespace {

using nlohmann::ordered_json;

void set(ordered_json& json, const char* key, const auto& value) {
  json[key] = nullptr;
  if (value) json[key] = *value;
}

ordered_json entry_of(const provider::Model& model, const State& state) {
  ordered_json json = {
      {"id", model.id}, {"object", "model"}, {"created", 0}, {"owned_by", state.config.providers[model.provider].name}};
  set(json, "input_price", model.prices.input);
  set(json, "output_price", model.prices.output);
  set(json, "context_length", model.context_length);
  json["capabilities"] = model.capabilities;
  return json;
}

}  // namespace

asio::awaitable<HttpResult<void>> get_models(Exchange& exchange) {
  const State& state = *exchange.worker_state->state;
  ordered_json list = ordered_json::array();
  list.push_back({{"id", "alpharoute"}, {"object", "model"}, {"created", 0}, {"owned_by", "alpharoute"}});
  for (const provider::Model& model : state.models) list.push_back(entry_of(model, state));
  const ordered_json json = {{"object", "list"}, {"data", list}};
  const std::string body = json.dump();
  co_return co_await exchange.respond_json(200, body);
}

}  // namespace alpharoute::server
