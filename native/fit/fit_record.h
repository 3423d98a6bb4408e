// The record of a fit: the `fit` entry of an artifact's metadata (docs/formats.md).
//
// Its JSON is read and written only here. An artifact keeps it as text (Artifact::fit_json), so that the core does not
// depend on fitting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "alpharoute/status.h"
#include "fit/posterior/settings.h"

namespace alpharoute::fit {

// The data and options of a fit: enough to find its test rows, and to repeat it.
struct FitOrigin {
  std::string tool_version;
  std::string data_sha256;  // data::rows_sha256 of the data set
  std::size_t rows = 0, train_rows = 0;
  std::uint32_t seed = 0;  // seed of the split and of k-means
  double train_ratio = 0.0;
  std::uint32_t clusters = 0, starts = 0;
  std::string costs;                // data::CostSources::name
  std::uint32_t answer_tokens = 0;  // assumed for an answer of unknown length, where costs are estimated
};

struct ClusterCountError {
  std::uint32_t clusters;
  double squared_error;  // PosteriorChoice::error with that many clusters
};

// The router at one alpha, measured on the test rows.
struct TestPoint {
  double alpha = 0.0;
  double accuracy = 0.0;
  double cost_per_1000 = 0.0;                          // USD; NaN: unknown
  std::vector<std::pair<std::string, double>> shares;  // model id and share of the rows
};

struct TestSummary {
  std::size_t rows = 0;
  double best_single_accuracy = 0.0;
  double best_single_cost_per_1000 = 0.0;  // USD; NaN: unknown
  std::vector<TestPoint> router;
};

// A model that add_model() appended.
struct AddedModel {
  std::string id;
  std::size_t labels = 0;   // answers it was fitted on
  std::string data_sha256;  // data::rows_sha256 of the data set
};

// A part is empty if the artifact does not have it, or has it in another form.
struct FitRecord {
  std::optional<FitOrigin> origin;
  std::optional<PosteriorChoice> posterior;
  std::vector<ClusterCountError> clusters_tried;  // only where the fit chose the number of clusters
  std::optional<TestSummary> test;                // only where some rows were test rows
  std::vector<AddedModel> added_models;
  std::vector<std::pair<std::string, std::string>> others;  // other members, name and JSON text; written back unchanged
};

// Reads `fit_json`. Never fails: what it does not understand goes to `others`.
FitRecord read_fit_record(std::string_view fit_json);

// For every artifact that alpharoute fit and add-model wrote, fit_record_json(read_fit_record(text)) == text.
std::string fit_record_json(const FitRecord& record);

// Returns the record's origin. Error::bad_format if it is missing, as in an artifact of another program.
Result<FitOrigin> read_fit_origin(std::string_view fit_json);

}  // namespace alpharoute::fit
