// Loads the data of an evaluation: labelled prompts, or exported rows without prompts.
#pragma once

#include <functional>
#include <string>

#include "embed/rows_file.h"
#include "experiment/measured_rows.h"

namespace alpharoute::experiment {

struct EvaluationData {
  data::Dataset dataset;  // its models are the router's, in the router's order
  embed::Embeddings embeddings;
  MeasuredRows rows;
  embed::RowsSource source;
};

struct EvaluationInputs {
  std::string path;         // labelled data set, or a file of exported rows (embed::is_rows_file)
  std::string rows;         // "test", "train", "all" or empty: see `select_rows`
  std::string prices_path;  // see `with_prices`
  data::ReadOptions read;
};

// Returns one embedding per row of the data set.
using EmbedDataset = std::function<Result<embed::Embeddings>(const data::Dataset&)>;

// Reads a labelled data set, calls `embed_dataset` for it and selects the rows to measure. All rows of a file of
// exported rows are measured, with the embeddings in the file.
//
// Fails if a file cannot be read, lacks a model of the router, has vectors of another embedder, or has no such rows.
// Errors start with the name of the file they are about; `router_path` is the artifact's.
Result<EvaluationData> load_evaluation_data(const EvaluationInputs& inputs, const std::string& router_path,
                                            const Artifact& artifact, const EmbedDataset& embed_dataset);

}  // namespace alpharoute::experiment
