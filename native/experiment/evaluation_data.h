// What a router is measured on: labelled prompts, or rows that were exported as numbers alone.
#pragma once

#include <string>
#include <vector>

#include "experiment/measured_rows.h"
#include "cli/common/inputs.h"
#include "embed/rows_file.h"

namespace alpharoute::cli {

struct EvaluationData {
  data::Dataset dataset;  // its models are the router's, in the router's order
  embed::Embeddings embeddings;
  MeasuredRows rows;
  embed::RowsSource source;
};

// What the command line says about the data.
struct EvaluationInputs {
  std::string path;
  std::string which;   // rows, as `select_rows` takes it
  std::string prices;  // as `as_fitted` takes it
  EmbeddingSource source;
  data::ReadOptions read;
};

// Reads the rows of a labelled data set, and embeds them; or those of a file of rows, all of them. `router` names the
// artifact's file in errors.
EvaluationData load_evaluation_data(const EvaluationInputs& inputs, const std::string& router,
                                    const Artifact& artifact);

// Fails if one of `options`, the names of options that were given, needs what a file of rows does not hold.
void refuse_for_rows(const std::string& path, const std::vector<std::string>& options);

}  // namespace alpharoute::cli
