#include "artifact/artifact_header.h"

#include <algorithm>
#include <set>

#include "base/json.h"

namespace alpharoute {
namespace {

constexpr std::size_t kMaxModels = 1024;
constexpr std::size_t kMaxTextBytes = 256;

bool is_short_text(const Json& json) {
  if (!json.is_string()) return false;
  const auto& text = json.get_ref<const std::string&>();
  return text.size() <= kMaxTextBytes &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Reads a metadata entry as JSON of any type; wraps it in an object for parse_object's checks.
Result<Json> read_json(const Safetensors& file, std::string_view name) {
  const Result<std::string_view> text = file.text(name);
  if (!text) return bad_artifact(text.error().message);
  const Result<Json> wrapped =
      parse_object("{\"value\":" + std::string(*text) + "}", "its \"" + std::string(name) + "\"");
  if (!wrapped) return bad_artifact(wrapped.error().message);
  if (wrapped->size() != 1) return bad_artifact("its \"" + std::string(name) + "\" is not one JSON value");
  return (*wrapped)["value"];
}

bool read_price(const Json& json, const char* name, std::optional<double>& price) {
  if (!json.contains(name) || json[name].is_null()) return true;
  if (!json[name].is_number()) return false;
  price = json[name].get<double>();
  return *price >= 0.0 && *price <= 1e9;
}

bool read_context_length(const Json& json, std::optional<std::uint32_t>& length) {
  if (!json.contains("context_length") || json["context_length"].is_null()) return true;
  if (!json["context_length"].is_number_unsigned() || json["context_length"].get<std::uint64_t>() > UINT32_MAX) {
    return false;
  }
  length = json["context_length"].get<std::uint32_t>();
  return true;
}

bool read_capabilities(const Json& json, std::vector<std::string>& capabilities) {
  if (!json.contains("capabilities")) return true;
  if (!json["capabilities"].is_array()) return false;
  for (const Json& item : json["capabilities"]) {
    if (!is_short_text(item)) return false;
    capabilities.push_back(item.get<std::string>());
  }
  return true;
}

Result<ModelInfo> read_model(const Json& json) {
  ModelInfo model;
  if (!json.is_object() || !json.contains("id") || !is_short_text(json["id"]) || json["id"] == "") {
    return bad_artifact("a model has no id, or one longer than " + std::to_string(kMaxTextBytes) + " bytes");
  }
  model.id = json["id"].get<std::string>();
  model.name = json.contains("name") && is_short_text(json["name"]) ? json["name"].get<std::string>() : model.id;
  if (!read_price(json, "input_price", model.input_price) || !read_price(json, "output_price", model.output_price)) {
    return bad_artifact("model \"" + model.id + "\" has a price that is not a number of USD of at least 0");
  }
  if (!read_context_length(json, model.context_length) || !read_capabilities(json, model.capabilities)) {
    return bad_artifact("model \"" + model.id + "\" has an invalid context_length or capabilities");
  }
  return model;
}

Result<void> read_models(const Json& json, std::vector<ModelInfo>& models) {
  if (!json.is_array() || json.empty() || json.size() > kMaxModels) {
    return bad_artifact("its \"models\" must be a list of 1 to " + std::to_string(kMaxModels));
  }
  std::set<std::string_view> ids;
  models.reserve(json.size());  // `ids` points into the elements
  for (const Json& item : json) {
    Result<ModelInfo> model = read_model(item);
    if (!model) return model.error();
    models.push_back(*std::move(model));
    if (!ids.insert(models.back().id).second)
      return bad_artifact("it lists the model \"" + models.back().id + "\" twice");
  }
  return {};
}

Result<void> read_embedder(const Json& json, EmbedderReference& embedder) {
  if (!json.is_object() || !json.contains("id") || !is_short_text(json["id"]) || !json.contains("dimensions") ||
      !json["dimensions"].is_number_unsigned() || json["dimensions"].get<std::uint64_t>() > UINT32_MAX) {
    return bad_artifact("its \"embedder\" lacks an id or dimensions");
  }
  embedder.id = json["id"].get<std::string>();
  embedder.dimensions = json["dimensions"].get<std::uint32_t>();
  if (json.contains("sha256") && is_short_text(json["sha256"])) embedder.sha256 = json["sha256"].get<std::string>();
  return {};
}

bool read_number(const Json& json, double least, double most, double& number) {
  if (!json.is_number()) return false;
  number = json.get<double>();
  return number >= least && number <= most;
}

bool read_scale(const Json& json, Scale& scale) {
  return json.is_array() && json.size() == 2 && read_number(json[0], 0.0, 1e9, scale.low) &&
         read_number(json[1], 1e-12, 1e9, scale.width);
}

Result<void> read_parameters(const Json& json, Posterior& posterior) {
  for (const char* name : {"softness", "head_share", "accuracy_scale", "cost_scale"}) {
    if (!json.is_object() || !json.contains(name)) return bad_artifact("its posterior lacks " + std::string(name));
  }
  if (!read_number(json["softness"], 0.0, 1e6, posterior.softness) ||
      !read_number(json["head_share"], 0.0, 1.0, posterior.head_share) ||
      !read_scale(json["accuracy_scale"], posterior.accuracy_scale) ||
      !read_scale(json["cost_scale"], posterior.cost_scale)) {
    return bad_artifact("its posterior has a parameter out of range");
  }
  return {};
}

Json parameters_json(const Posterior& posterior) {
  return {{"softness", posterior.softness},
          {"head_share", posterior.head_share},
          {"accuracy_scale", {posterior.accuracy_scale.low, posterior.accuracy_scale.width}},
          {"cost_scale", {posterior.cost_scale.low, posterior.cost_scale.width}}};
}

Result<void> read_defaults(const Json& json, Defaults& defaults) {
  if (!json.is_object() || !json.contains("alpha") || !json["alpha"].is_number() || !json.contains("top_p") ||
      !json["top_p"].is_number_unsigned() || !json.contains("scoring") || !is_short_text(json["scoring"])) {
    return bad_artifact("its \"defaults\" lack alpha, top_p or scoring");
  }
  defaults.alpha = json["alpha"].get<double>();
  if (!(defaults.alpha >= 0.0 && defaults.alpha <= 1.0)) return bad_artifact("its default alpha is not from 0 to 1");
  const auto top_p = json["top_p"].get<std::uint64_t>();
  if (top_p == 0 || top_p > UINT32_MAX) return bad_artifact("its default top_p is not a positive whole number");
  defaults.nearest_clusters = static_cast<std::uint32_t>(top_p);
  const auto scoring = scoring_from_name(json["scoring"].get_ref<const std::string&>());
  if (!scoring) {
    return bad_artifact("this version does not support its scoring mode \"" + json["scoring"].get<std::string>() +
                        "\"");
  }
  defaults.scoring = *scoring;
  return {};
}

Result<void> read_labels(const Json& json, std::vector<std::string>& labels) {
  if (!json.is_array() || !std::all_of(json.begin(), json.end(), is_short_text)) {
    return bad_artifact("its \"cluster_labels\" must be a list of strings of up to " + std::to_string(kMaxTextBytes) +
                        " bytes");
  }
  labels = json.get<std::vector<std::string>>();
  return {};
}

Json model_json(const ModelInfo& model) {
  Json json = {{"id", model.id}, {"name", model.name}};
  if (model.input_price) json["input_price"] = *model.input_price;
  if (model.output_price) json["output_price"] = *model.output_price;
  if (model.context_length) json["context_length"] = *model.context_length;
  if (!model.capabilities.empty()) json["capabilities"] = model.capabilities;
  return json;
}

}  // namespace

Error bad_artifact(std::string what) {
  return {ErrorCode::bad_format, "not an alpharoute router: " + std::move(what) + "."};
}

Result<void> read_header(const Safetensors& file, Artifact& artifact, bool& has_posterior) {
  const Result<std::string_view> format = file.text("format");
  if (!format) return bad_artifact(format.error().message);
  if (*format != kArtifactFormat) {
    return bad_artifact("its format is \"" + std::string(*format) + "\", not " + std::string(kArtifactFormat));
  }
  const auto read = [&](std::string_view name, auto reader, auto& field) -> Result<void> {
    const Result<Json> json = read_json(file, name);
    if (!json) return json.error();
    return reader(*json, field);
  };
  if (auto done = read("models", read_models, artifact.models); !done) return done;
  if (auto done = read("embedder", read_embedder, artifact.embedder); !done) return done;
  const auto read_all_defaults = [&](const Json& json, Defaults& defaults) -> Result<void> {
    if (auto done = read_defaults(json, defaults); !done) return done;
    has_posterior = json.contains("posterior");
    if (has_posterior) return read_parameters(json["posterior"], artifact.posterior);
    if (is_available(defaults.scoring, artifact.posterior)) return {};
    return bad_artifact("its scoring mode " + std::string(scoring_name(defaults.scoring)) + " needs a posterior");
  };
  if (auto done = read("defaults", read_all_defaults, artifact.defaults); !done) return done;
  if (auto done = read("cluster_labels", read_labels, artifact.cluster_labels); !done) return done;

  const Result<Json> fit = read_json(file, "fit");
  if (!fit) return fit.error();
  if (!fit->is_object()) return bad_artifact("its \"fit\" is not a JSON object");
  artifact.fit_json = std::string(*file.text("fit"));
  return {};
}

std::map<std::string, std::string, std::less<>> write_header(const Artifact& artifact) {
  Json models = Json::array();
  for (const ModelInfo& model : artifact.models) models.push_back(model_json(model));
  Json embedder = {{"id", artifact.embedder.id}, {"dimensions", artifact.embedder.dimensions}};
  if (!artifact.embedder.sha256.empty()) embedder["sha256"] = artifact.embedder.sha256;
  Json defaults = {{"alpha", artifact.defaults.alpha},
                   {"scoring", scoring_name(artifact.defaults.scoring)},
                   {"top_p", artifact.defaults.nearest_clusters}};
  if (!artifact.posterior.empty()) defaults["posterior"] = parameters_json(artifact.posterior);
  return {{"format", std::string(kArtifactFormat)},
          {"models", dump(models)},
          {"embedder", dump(embedder)},
          {"defaults", dump(defaults)},
          {"cluster_labels", dump(Json(artifact.cluster_labels))},
          {"fit", artifact.fit_json}};
}

}  // namespace alpharoute
