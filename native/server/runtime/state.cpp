#include "server/runtime/state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "alpharoute/artifact_file.h"
#include "base/files.h"
#include "server/runtime/embedder_name.h"
#include "server/runtime/web_folder.h"

namespace alpharoute::server {
namespace {

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Error in_file(const std::string& path, const Error& error) { return {error.code, path + ": " + error.message}; }

Result<std::shared_ptr<PublishedFile>> load(const std::string& path, std::span<const std::byte> builtin) {
  constexpr const char* kType = "application/octet-stream";
  if (path.empty()) return publish(text_of(builtin), true, kType);
  const Result<std::string> bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  return publish(*bytes, false, kType);
}

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The configuration overrides the artifact.
void override_model(ModelInfo& info, const ModelOptions& options) {
  if (options.prices.input) info.input_price = options.prices.input;
  if (options.prices.output) info.output_price = options.prices.output;
  if (options.context_length) info.context_length = options.context_length;
  if (options.capabilities) info.capabilities = *options.capabilities;
}

// Without [[models]], the first provider serves all models of the artifact. The demo provider accepts every request.
std::vector<ModelOptions> models_of(const Config& config, const Artifact& artifact) {
  if (!config.models.empty()) return config.models;
  std::vector<ModelOptions> models;
  for (const ModelInfo& info : artifact.models) {
    ModelOptions model;
    model.id = model.upstream_name = info.id;
    model.provider = config.providers.front().name;
    if (config.providers.front().kind == "demo") model.capabilities = {"tools", "images", "audio", "json"};
    models.push_back(model);
  }
  return models;
}

std::size_t provider_index(const Config& config, const std::string& name) {
  const auto found = std::find_if(config.providers.begin(), config.providers.end(),
                                  [&](const auto& provider) { return provider.name == name; });
  return static_cast<std::size_t>(found - config.providers.begin());
}

provider::Model model_of(const ModelOptions& options, const ModelInfo* info, std::size_t provider) {
  provider::Model model;
  model.id = options.id;
  model.upstream_name = options.upstream_name;
  model.id_json = json_text(model.id);
  model.upstream_name_json = json_text(model.upstream_name);
  model.provider = provider;
  model.prices = options.prices;
  model.context_length = options.context_length;
  if (options.capabilities) model.capabilities = *options.capabilities;
  if (info != nullptr) {
    model.prices.input = info->input_price;
    model.prices.output = info->output_price;
    model.context_length = info->context_length;
    model.capabilities = info->capabilities;
  }
  model.can_prefill = options.can_prefill;
  model.first_token = options.first_token;
  return model;
}

std::optional<provider::Model> embedding_model_of(const Config& config) {
  if (config.router.embedding_provider.empty()) return std::nullopt;
  ModelOptions options;
  options.id = options.upstream_name = config.router.embedding_model;
  options.prices.input = config.router.embedding_price;
  options.prices.output = 0.0;  // embeddings have no output tokens
  return model_of(options, nullptr, provider_index(config, config.router.embedding_provider));
}

void add_models(State& state, const std::vector<ModelOptions>& options) {
  const std::vector<ModelInfo>& infos = state.router.artifact().models;
  state.model_of_row.assign(infos.size(), State::kNotServed);
  for (std::size_t row = 0; row < infos.size(); ++row) {
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const ModelOptions& o) { return o.id == infos[row].id; });
    if (found == options.end()) continue;
    state.model_of_row[row] = state.models.size();
    state.served_rows.push_back(found->id);
    state.models.push_back(model_of(*found, &infos[row], provider_index(state.config, found->provider)));
  }
  for (const ModelOptions& option : options) {
    if (state.find_model(option.id) != nullptr) continue;
    state.models.push_back(model_of(option, nullptr, provider_index(state.config, option.provider)));
  }
}

}  // namespace

const provider::Model* State::find_model(std::string_view id) const {
  const auto found = std::find_if(models.begin(), models.end(), [&](const auto& model) { return model.id == id; });
  return found == models.end() ? nullptr : &*found;
}

Result<std::shared_ptr<State>> make_state(Config config, const Builtin& builtin, const State* previous) {
  Result<std::shared_ptr<PublishedFile>> artifact_file = load(config.router.artifact, builtin.router);
  if (!artifact_file) return artifact_file.error();
  const std::string artifact_name = config.router.artifact.empty() ? "the built-in router" : config.router.artifact;
  Result<Artifact> artifact = read_artifact(base::as_bytes((*artifact_file)->bytes));
  if (!artifact) return in_file(artifact_name, artifact.error());
  const std::vector<ModelOptions> models = models_of(config, *artifact);
  for (ModelInfo& info : artifact->models) {
    for (const ModelOptions& options : models) {
      if (options.id == info.id) override_model(info, options);
    }
  }
  if (const Result<void> fits = check_embedder_name(config.router, artifact->embedder); !fits) {
    return in_file(artifact_name, fits.error());
  }
  if (config.router.alpha) artifact->defaults.alpha = *config.router.alpha;

  std::optional<Embedder> embedder;
  std::shared_ptr<PublishedFile> embedder_file;
  if (config.router.embedding_provider.empty()) {
    Result<std::shared_ptr<PublishedFile>> file = load(config.router.embedder, builtin.embedder);
    if (!file) return file.error();
    embedder_file = *file;
    Result<Embedder> read = Embedder::from_bytes(base::as_bytes(embedder_file->bytes));
    if (!read) return in_file(config.router.embedder, read.error());
    embedder = *std::move(read);
  }
  Result<Router> router = Router::create(*std::move(artifact), std::move(embedder));
  if (!router) return in_file(artifact_name, router.error());

  auto state = std::make_shared<State>(*std::move(router));
  state->config = std::move(config);
  state->artifact_file = *artifact_file;
  state->embedder_file = embedder_file;
  add_models(*state, models);
  state->embedding_model = embedding_model_of(state->config);
  if (state->served_rows.empty()) {
    return Error{ErrorCode::invalid_argument, artifact_name + ": [[models]] in " + state->config.path +
                                                  " lists none of the artifact's models. Add at least one of them."};
  }
  Request request;
  request.models = state->served_rows;
  Result<Plan> plan = state->router.plan(request);
  if (!plan) return in_file(artifact_name, plan.error());
  state->default_plan = *std::move(plan);
  if (const std::string& folder = state->config.server.web; !folder.empty() && folder != kNoWeb) {
    const std::shared_ptr<PublishedFile> published[] = {state->artifact_file, state->embedder_file};
    Result<WebFiles> web = read_web_folder(folder, published);
    if (!web) return web.error();
    state->web = *std::move(web);
  }
  const ResilienceOptions& resilience = state->config.resilience;
  const resilience::CircuitOptions circuits{resilience.circuit_failures, resilience.circuit_open,
                                            resilience.circuit_open_max};
  state->circuits = {state->config.providers, circuits, previous != nullptr ? &previous->circuits : nullptr};
  return state;
}

}  // namespace alpharoute::server
