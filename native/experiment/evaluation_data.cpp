#include "experiment/evaluation_data.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "cli/common/command.h"
#include "fit/fit_record.h"

namespace alpharoute::cli {
namespace {

std::vector<std::string> model_ids(const Artifact& artifact) {
  std::vector<std::string> ids;
  for (const ModelInfo& model : artifact.models) ids.push_back(model.id);
  return ids;
}

embed::RowsSource source_of(const std::string& data_sha256, const MeasuredRows& rows, const Artifact& artifact) {
  embed::RowsSource source{data_sha256, rows.name, std::nullopt, std::nullopt};
  if (rows.name == "all") return source;
  const data::Provenance fit = take(data::read_provenance(artifact.fit_json));
  source.seed = fit.seed;
  source.train_ratio = fit.train_ratio;
  return source;
}

EvaluationData load_prompts(const EvaluationInputs& inputs, const std::string& router, const Artifact& artifact) {
  const data::Dataset read = load_dataset(inputs.path, as_fitted(inputs.read, inputs.prices, artifact));
  MeasuredRows rows = select_rows(inputs.which, router, artifact, inputs.path, read);
  embed::RowsSource source = source_of(data::rows_sha256(read), rows, artifact);
  data::Dataset dataset = unwrap_from(inputs.path, data::select_models(read, model_ids(artifact)));
  embed::Embeddings embeddings = load_embeddings(inputs.source, dataset);
  return {std::move(dataset), std::move(embeddings), std::move(rows), std::move(source)};
}

// Test or train rows are so of the router alone whose fit drew the same split of the same data.
std::string name_for(const embed::RowsSource& source, const Artifact& artifact) {
  const Result<data::Provenance> fit = data::read_provenance(artifact.fit_json);
  const bool is_same = fit && fit->data_sha256 == source.data_sha256 && fit->seed == source.seed &&
                       fit->train_ratio == source.train_ratio;
  return is_same ? source.rows : "all";
}

EvaluationData load_rows(const EvaluationInputs& inputs, const Artifact& artifact) {
  embed::LabelledRows read = take(embed::read_rows(inputs.path));
  if (const auto same = check_embedder(artifact.embedder, read.embeddings.made_by); !same) {
    throw Failure{{same.error().code, inputs.path + ": " + same.error().message}};
  }
  MeasuredRows rows{name_for(read.source, artifact), std::vector<std::size_t>(read.dataset.rows()), {}};
  std::iota(rows.numbers.begin(), rows.numbers.end(), std::size_t{0});
  data::Dataset dataset = unwrap_from(inputs.path, data::select_models(read.dataset, model_ids(artifact)));
  return {std::move(dataset), std::move(read.embeddings), std::move(rows), std::move(read.source)};
}

}  // namespace

EvaluationData load_evaluation_data(const EvaluationInputs& inputs, const std::string& router,
                                    const Artifact& artifact) {
  return embed::is_rows_file(inputs.path) ? load_rows(inputs, artifact) : load_prompts(inputs, router, artifact);
}

void refuse_for_rows(const std::string& path, const std::vector<std::string>& options) {
  static const std::set<std::string> refused = {
      "--rows",  "--prices",    "--skip-bad",   "--embedder",          "--embeddings",      "--embedding-url",
      "--seeds", "--leave-out", "--robustness", "--embedding-key-env", "--embedding-model", "--embedding-cache"};
  for (const std::string& option : options) {
    if (!refused.contains(option)) continue;
    throw Failure{{ErrorCode::invalid_argument, path + ": holds numbers alone, all of them measured, and " + option +
                                                " needs the prompts. Leave it out, or give the labelled data set."}};
  }
}

}  // namespace alpharoute::cli
