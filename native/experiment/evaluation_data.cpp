#include "experiment/evaluation_data.h"

#include <numeric>

#include "fit/fit_record.h"

namespace alpharoute::experiment {
namespace {

Error in_file(const std::string& path, const Error& error) { return {error.code, path + ": " + error.message}; }

std::vector<std::string> model_ids(const Artifact& artifact) {
  std::vector<std::string> ids;
  for (const ModelInfo& model : artifact.models) ids.push_back(model.id);
  return ids;
}

embed::RowsSource source_of(const std::string& data_sha256, const MeasuredRows& rows, const Artifact& artifact) {
  embed::RowsSource source{data_sha256, rows.name, std::nullopt, std::nullopt};
  if (rows.name == "all") return source;
  const auto fit = fit::read_fit_origin(artifact.fit_json);
  if (!fit) return source;
  source.seed = fit->seed;
  source.train_ratio = fit->train_ratio;
  return source;
}

Result<EvaluationData> load_prompts(const EvaluationInputs& inputs, const std::string& router_path,
                                    const Artifact& artifact, const EmbedDataset& embed_dataset) {
  const Result<data::ReadOptions> read = with_prices(inputs.read, inputs.prices_path, artifact);
  if (!read) return read.error();
  const Result<data::Dataset> whole = data::read_dataset(inputs.path, *read);
  if (!whole) return whole.error();
  Result<MeasuredRows> rows = select_rows(inputs.rows, router_path, artifact, inputs.path, *whole);
  if (!rows) return rows.error();
  Result<data::Dataset> dataset = data::select_models(*whole, model_ids(artifact));
  if (!dataset) return in_file(inputs.path, dataset.error());
  Result<embed::Embeddings> embeddings = embed_dataset(*dataset);
  if (!embeddings) return embeddings.error();
  embed::RowsSource source = source_of(data::rows_sha256(*whole), *rows, artifact);
  return EvaluationData{*std::move(dataset), *std::move(embeddings), *std::move(rows), std::move(source)};
}

// The file's test or train rows are this router's only if its fit used the same split of the same data.
std::string name_for(const embed::RowsSource& source, const Artifact& artifact) {
  const auto fit = fit::read_fit_origin(artifact.fit_json);
  const bool is_same = fit && fit->data_sha256 == source.data_sha256 && fit->seed == source.seed &&
                       fit->train_ratio == source.train_ratio;
  return is_same ? source.rows : "all";
}

Result<EvaluationData> load_rows(const EvaluationInputs& inputs, const Artifact& artifact) {
  Result<embed::LabelledRows> read = embed::read_rows(inputs.path);
  if (!read) return read.error();
  if (const auto same = check_embedder(artifact.embedder, read->embeddings.made_by); !same) {
    return in_file(inputs.path, same.error());
  }
  MeasuredRows rows{name_for(read->source, artifact), std::vector<std::size_t>(read->dataset.rows()), {}};
  std::iota(rows.numbers.begin(), rows.numbers.end(), std::size_t{0});
  Result<data::Dataset> dataset = data::select_models(read->dataset, model_ids(artifact));
  if (!dataset) return in_file(inputs.path, dataset.error());
  return EvaluationData{*std::move(dataset), std::move(read->embeddings), std::move(rows), std::move(read->source)};
}

}  // namespace

Result<EvaluationData> load_evaluation_data(const EvaluationInputs& inputs, const std::string& router_path,
                                            const Artifact& artifact, const EmbedDataset& embed_dataset) {
  if (embed::is_rows_file(inputs.path)) return load_rows(inputs, artifact);
  return load_prompts(inputs, router_path, artifact, embed_dataset);
}

}  // namespace alpharoute::experiment
