#include "experiment/measured_rows.h"

#include <numeric>

#include "cli/common/command.h"
#include "fit/fit_record.h"
#include "data/split.h"

namespace alpharoute::cli {
namespace {

MeasuredRows all_rows(const data::Dataset& dataset) {
  MeasuredRows rows{"all", std::vector<std::size_t>(dataset.rows()), {}};
  std::iota(rows.numbers.begin(), rows.numbers.end(), std::size_t{0});
  return rows;
}

}  // namespace

MeasuredRows select_rows(const std::string& which, const std::string& router, const Artifact& artifact,
                         const std::string& path, const data::Dataset& dataset) {
  if (which == "all") return all_rows(dataset);
  const data::Provenance fit = unwrap_from(router, data::read_provenance(artifact.fit_json));
  if (fit.data_sha256 != data::rows_sha256(dataset)) {
    if (which.empty()) return all_rows(dataset);
    throw Failure{{ErrorCode::bad_data, path + ": holds other prompts than the router was fitted on, so it has no " +
                                            which + " rows. Pass --rows all, or the file of the fit."}};
  }
  data::Split split = data::split(dataset, fit.train_ratio, fit.seed);
  if (which == "train") return {"train", std::move(split.train), {}};
  return {"test", std::move(split.test), std::move(split.train)};
}

data::ReadOptions as_fitted(data::ReadOptions read, const std::string& prices, const Artifact& artifact) {
  if (!prices.empty()) {
    read.prices = take(data::read_prices(prices));
    return read;
  }
  data::Prices known;
  for (const ModelInfo& model : artifact.models) {
    if (model.input_price && model.output_price) known.emplace(model.id, model);
  }
  if (!known.empty()) read.prices = std::move(known);
  const Result<data::Provenance> fit = data::read_provenance(artifact.fit_json);
  if (fit) read.answer_tokens = fit->answer_tokens;
  return read;
}

}  // namespace alpharoute::cli
