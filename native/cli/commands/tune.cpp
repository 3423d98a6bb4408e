// alpharoute tune: finds the best settings of a fit by cross-validation.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "cli/view/terminal.h"
#include "data/folds.h"
#include "data/split.h"
#include "experiment/tuning.h"

namespace alpharoute::cli {
namespace {

constexpr std::size_t kShown = 12;

struct Options {
  std::string data, prices, json;
  std::vector<std::string> models;
  experiment::TuningGrid grid;
  std::uint32_t folds = 5;
  fit::FitOptions fit;
  EmbeddingSource source;
  data::ReadOptions read;
};

// Returns the numbers of clusters that every fold has enough training rows for.
std::vector<std::uint32_t> feasible(const Options& options, const std::vector<data::Split>& folds) {
  std::size_t fewest = folds.front().train.size();
  for (const data::Split& fold : folds) fewest = std::min(fewest, fold.train.size());
  std::vector<std::uint32_t> clusters;
  for (const std::uint32_t k : options.grid.clusters) {
    if (k <= fewest) clusters.push_back(k);
  }
  if (clusters.empty()) {
    throw Failure{
        {ErrorCode::bad_data, options.data + ": a fold has only " + std::to_string(fewest) +
                                  " training rows, fewer than every --k. Lower --k or --folds, or add rows."}};
  }
  return clusters;
}

std::string fit_command(const Options& options, const experiment::TuningResult& best) {
  std::string command = "alpharoute fit " + options.data + " --out router.safetensors";
  if (!options.source.embeddings.empty()) command += " --embeddings " + options.source.embeddings;
  if (!options.source.embedder.empty()) command += " --embedder " + options.source.embedder;
  if (!options.prices.empty()) command += " --prices " + options.prices;
  const fit::FitOptions untouched;
  if (options.fit.seed != untouched.seed) command += " --seed " + std::to_string(options.fit.seed);
  if (options.fit.train_ratio != untouched.train_ratio)
    command += " --train-ratio " + fixed(options.fit.train_ratio, 2);
  if (!options.models.empty()) {
    command += " --models ";
    for (std::size_t i = 0; i < options.models.size(); ++i) command += (i > 0 ? "," : "") + options.models[i];
  }
  return command + " --k " + std::to_string(best.clusters) + " --scoring " + std::string(scoring_name(best.scoring)) +
         " --nearest-clusters " + std::to_string(best.nearest_clusters);
}

std::string table(const std::vector<experiment::TuningResult>& tried) {
  Table out({"scoring", "k", "top-p", "AIQ", "accuracy, α 1", "cost, equal", "cost, 90 %"});
  for (std::size_t i = 0; i < std::min(kShown, tried.size()); ++i) {
    const experiment::TuningResult& one = tried[i];
    out.add({std::string(scoring_name(one.scoring)), std::to_string(one.clusters), std::to_string(one.nearest_clusters),
             percent(one.metrics.aiq), percent(one.accuracy), signed_percent(-one.metrics.cost_save),
             signed_percent(-one.metrics.cost_save_at_90)},
            i == 0);
  }
  return out.text();
}

void write_json(const Options& options, const std::vector<experiment::TuningResult>& tried, const std::string& command,
                bool has_costs) {
  nlohmann::ordered_json entries = nlohmann::ordered_json::array();
  for (const experiment::TuningResult& one : tried) {
    nlohmann::ordered_json entry = {{"scoring", scoring_name(one.scoring)},
                                    {"k", one.clusters},
                                    {"nearest_clusters", one.nearest_clusters},
                                    {"accuracy", one.accuracy}};
    for (const auto& [name, value] : evaluate::named(one.metrics)) entry[std::string(name)] = value;
    entries.push_back(std::move(entry));
  }
  const nlohmann::ordered_json report = {{"objective", has_costs ? "aiq" : "accuracy"},
                                         {"folds", options.folds},
                                         {"seed", options.fit.seed},
                                         {"command", command},
                                         {"tried", std::move(entries)}};
  unwrap(base::write_file(options.json, report.dump(1) + "\n"));
}

void run(Options options) {
  if (!options.prices.empty()) options.read.prices = unwrap(data::read_prices(options.prices));
  data::Dataset dataset = load_dataset(options.data, options.read);
  if (!options.models.empty()) dataset = unwrap_from(options.data, data::select_models(dataset, options.models));
  embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  options.fit.threads = options.source.threads;
  const data::Split split = data::split(dataset, options.fit.train_ratio, options.fit.seed);
  const std::vector<data::Split> folds = data::folds(dataset, split, options.folds, options.fit.seed);
  options.grid.clusters = feasible(options, folds);

  std::vector<experiment::TuningResult> tried = [&] {
    Progress progress("trying " + std::to_string(options.grid.clusters.size() * folds.size()) + " fits");
    return unwrap_from(options.data, experiment::evaluate_grid({dataset, embeddings, folds, options.fit}, options.grid,
                                                               std::ref(progress)));
  }();
  const bool has_costs = !std::isnan(tried.front().metrics.aiq);
  const std::string command = fit_command(options, tried.front());
  if (!options.json.empty()) write_json(options, tried, command, has_costs);
  std::printf("%s", table(tried).c_str());
  std::printf(
      "  best of %zu settings by %s, over %u folds of the %zu training rows of seed %u; test rows are held out\n\n",
      tried.size(), has_costs ? "AIQ" : "accuracy at α 1", options.folds, split.train.size(), options.fit.seed);
  std::printf("%s\n", command.c_str());
}

}  // namespace

void add_tune(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("tune", "Find the best settings of a fit by cross-validation");
  command->add_option("data", options->data, "Labelled results, JSONL or .gz")->required();
  add_embedding_options(*command, options->source);
  command->add_option("--k", options->grid.clusters, "Numbers of clusters to try")
      ->delimiter(',')
      ->capture_default_str()
      ->check(CLI::Range(1u, 65536u));
  command->add_option("--nearest-clusters", options->grid.nearest_clusters, "Numbers of nearest clusters to try")
      ->delimiter(',')
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_option("--folds", options->folds, "Number of parts of the training rows; each is held out once")
      ->capture_default_str()
      ->check(CLI::Range(2u, 100u));
  command->add_option("--seed", options->fit.seed, "Seed of the split, the folds and k-means")->capture_default_str();
  command->add_option("--train-ratio", options->fit.train_ratio, "Share of every data set that trains")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--models", options->models, "Use only these models, in this order")->delimiter(',');
  command->add_option("--prices", options->prices,
                      "Price list (JSON, USD per million tokens) for answers without a recorded cost");
  command->add_option("--json", options->json, "Also write the metrics of every setting to this file");
  add_skip_bad_option(*command, options->read);
  command->footer("Example:\n  alpharoute tune results.jsonl.gz --prices prices.json --k 5,10 --folds 3");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
