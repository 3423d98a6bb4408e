#include "experiment/measured_rows.h"

#include <numeric>

#include "data/split.h"
#include "fit/fit_record.h"

namespace alpharoute::experiment {
namespace {

MeasuredRows all_rows(const data::Dataset& dataset) {
  MeasuredRows rows{"all", std::vector<std::size_t>(dataset.rows()), {}};
  std::iota(rows.numbers.begin(), rows.numbers.end(), std::size_t{0});
  return rows;
}

}  // namespace

Result<MeasuredRows> select_rows(const std::string& name, const std::string& router_path, const Artifact& artifact,
                                 const std::string& data_path, const data::Dataset& dataset) {
  if (name == "all") return all_rows(dataset);
  const auto fit = fit::read_fit_origin(artifact.fit_json);
  if (!fit) return Error{fit.error().code, router_path + ": " + fit.error().message};
  if (fit->data_sha256 != data::rows_sha256(dataset)) {
    if (name.empty()) return all_rows(dataset);
    return Error{ErrorCode::bad_data, data_path + ": not the router's training data, so there are no " + name +
                                          " rows. Pass --rows all or the original data."};
  }
  data::Split split = data::split(dataset, fit->train_ratio, fit->seed);
  if (name == "train") return MeasuredRows{"train", std::move(split.train), {}};
  return MeasuredRows{"test", std::move(split.test), std::move(split.train)};
}

Result<data::ReadOptions> with_prices(data::ReadOptions read, const std::string& prices_path,
                                      const Artifact& artifact) {
  if (!prices_path.empty()) {
    Result<data::Prices> prices = data::read_prices(prices_path);
    if (!prices) return prices.error();
    read.prices = *std::move(prices);
    return read;
  }
  data::Prices known;
  for (const ModelInfo& model : artifact.models) {
    if (model.input_price && model.output_price) known.emplace(model.id, model);
  }
  if (!known.empty()) read.prices = std::move(known);
  const auto fit = fit::read_fit_origin(artifact.fit_json);
  if (fit) read.answer_tokens = fit->answer_tokens;
  return read;
}

}  // namespace alpharoute::experiment
