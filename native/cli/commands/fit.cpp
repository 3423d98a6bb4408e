// alpharoute fit: labelled results to a router.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/common/command.h"
#include "cli/view/evaluation.h"
#include "cli/common/inputs.h"
#include "cli/view/terminal.h"
#include "base/files.h"
#include "fit/fit_record.h"
#include "evaluate/evaluation_json.h"
#include "fit/fit.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string data, out, prices;
  std::vector<std::string> models;
  EmbeddingSource source;
  data::ReadOptions read;
  fit::FitOptions fit;
  Defaults defaults;
  std::string clusters = "60", scoring = "posterior";
  CLI::Option* alpha = nullptr;
  CLI::Option* nearest_clusters = nullptr;
  CentroidPrecision precision = CentroidPrecision::f32;
};

data::Provenance provenance_of(const data::Dataset& dataset, const data::Split& split, const Artifact& artifact,
                               const Options& options) {
  return {ALPHAROUTE_VERSION,   data::rows_sha256(dataset), dataset.rows(),           split.train.size(),
          options.fit.seed,     options.fit.train_ratio,    artifact.centroids.count, options.fit.starts,
          dataset.costs.name(), options.read.answer_tokens};
}

// A number from 1 to 65,536, or 0 for "auto".
std::uint32_t cluster_count(const std::string& text) {
  if (text == "auto") return 0;
  std::uint32_t count = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (status == std::errc{} && end == text.data() + text.size() && count >= 1 && count <= 65536) return count;
  throw Failure{{ErrorCode::invalid_argument, "--k is \"" + text + "\", but must be a number from 1 to 65536, or auto"}};
}

void add_prices(Artifact& artifact, const std::optional<data::Prices>& prices) {
  if (!prices) return;
  for (ModelInfo& model : artifact.models) {
    const auto found = prices->find(model.id);
    if (found != prices->end()) model = found->second;
  }
}

// What the artifact tells of its quality: the test rows at a few places of the dial.
nlohmann::ordered_json test_summary(const evaluate::Evaluation& evaluation, const std::vector<std::string>& models,
                                    std::size_t rows) {
  const evaluate::Outcome& best =
      *std::max_element(evaluation.single_models.begin(), evaluation.single_models.end(),
                        [](const auto& a, const auto& b) { return a.overall.accuracy < b.overall.accuracy; });
  nlohmann::ordered_json summary = {{"rows", rows},
                                    {"best_single_accuracy", best.overall.accuracy},
                                    {"best_single_cost_per_1000", best.overall.cost_per_1000}};
  for (const evaluate::Point& point : evaluation.router) {
    nlohmann::ordered_json shares = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < models.size(); ++i) shares[models[i]] = point.outcome.shares[i];
    summary["router"].push_back({{"alpha", point.alpha},
                                 {"accuracy", point.outcome.overall.accuracy},
                                 {"cost_per_1000", point.outcome.overall.cost_per_1000},
                                 {"shares", std::move(shares)}});
  }
  return summary;
}

// The artifact as it will be read: rounded as it is stored, and checked by the reader that users have.
Artifact reread(const Artifact& artifact, CentroidPrecision precision) {
  return take(read_artifact(base::as_bytes(write_artifact(artifact, precision))));
}

void warn_of_costs(const data::Dataset& dataset) {
  if (dataset.costs.unknown == 0) return;
  std::fprintf(stderr,
               "%zu of %zu answers have no known cost; a model without one can only be chosen at alpha = 1. Pass "
               "--prices to estimate them.\n",
               dataset.costs.unknown, dataset.costs.recorded + dataset.costs.estimated + dataset.costs.unknown);
}

void run(Options options) {
  if (!options.prices.empty()) options.read.prices = take(data::read_prices(options.prices));
  data::Dataset dataset = load_dataset(options.data, options.read);
  if (!options.models.empty()) dataset = unwrap_from(options.data, data::select_models(dataset, options.models));
  warn_of_costs(dataset);
  embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  const data::Split split = data::split(dataset, options.fit.train_ratio, options.fit.seed);
  options.fit.threads = options.source.threads;
  options.fit.clusters = cluster_count(options.clusters);

  Artifact artifact = [&] {
    Progress progress("clustering");
    return unwrap_from(options.data, fit::fit(dataset, split, embeddings, options.fit, std::ref(progress)));
  }();
  add_prices(artifact, options.read.prices);
  artifact.defaults.scoring = *scoring_from_name(options.scoring);
  artifact.defaults.nearest_clusters =
      options.nearest_clusters->count() > 0 ? options.defaults.nearest_clusters : default_nearest_clusters(artifact.defaults.scoring);
  if (options.alpha->count() > 0) artifact.defaults.alpha = options.defaults.alpha;
  nlohmann::ordered_json provenance = data::to_json(provenance_of(dataset, split, artifact, options));
  provenance.update(nlohmann::ordered_json::parse(artifact.fit_json));
  artifact.fit_json = provenance.dump();

  std::optional<evaluate::Evaluation> evaluation;
  if (!split.test.empty()) {
    const Router router = take(Router::create(reread(artifact, options.precision), std::nullopt));
    const std::vector<double> alphas = {0.0, 0.25, 0.5, 0.75, 1.0};
    const Plan plan = take(router.plan({}));
    evaluation = take(evaluate::evaluate(router, dataset, embeddings, split.test, plan, alphas));
    provenance["test"] = test_summary(*evaluation, dataset.models, split.test.size());
    artifact.fit_json = provenance.dump();
  }
  const std::string bytes = write_artifact(artifact, options.precision);
  take(base::write_file(options.out, bytes));
  std::printf("%s: %zu models, %u clusters, %zu training rows, %s costs, %.0f KB\n", options.out.c_str(),
              artifact.models.size(), artifact.centroids.count, split.train.size(), dataset.costs.name().c_str(),
              static_cast<double>(bytes.size()) / 1024.0);
  if (evaluation) {
    std::printf("\n%s", evaluation_table(*evaluation, dataset).c_str());
    std::printf("  on the %zu test rows, which the fit did not see\n", split.test.size());
  }
}

}  // namespace

void add_fit(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("fit", "Fit a router from labelled results");
  command->add_option("data", options->data, "Labelled results, JSONL or .gz")->required();
  command->add_option("--out", options->out, "Where to write the router (safetensors)")->required();
  add_embedding_options(*command, options->source);
  command->add_option("--k", options->clusters, "Clusters, or auto: chosen by cross-validation on the training rows")
      ->capture_default_str();
  command->add_option("--seed", options->fit.seed, "Seed of the split and of k-means")->capture_default_str();
  command->add_option("--train-ratio", options->fit.train_ratio, "Share of every data set that trains")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--starts", options->fit.starts, "k-means runs, of which the best counts")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1000u));
  command->add_option("--models", options->models, "Fit these models alone, in this order (ties go to the first)")
      ->delimiter(',');
  command->add_option("--prices", options->prices,
                      "Price list (JSON, USD per million tokens) for answers without a recorded cost");
  command
      ->add_option("--answer-tokens", options->read.answer_tokens,
                   "Tokens of an answer of unknown length, to estimate its cost")
      ->capture_default_str();
  command->add_option("--scoring", options->scoring, "Default scoring mode: posterior, paper or refcode")
      ->capture_default_str()
      ->check(CLI::IsMember({"posterior", "paper", "refcode"}));
  options->nearest_clusters = command
                       ->add_option("--nearest-clusters", options->defaults.nearest_clusters,
                                    "Default number of near clusters (default: the scoring mode's own)")
                       ->check(CLI::PositiveNumber);
  options->alpha = command->add_option("--alpha", options->defaults.alpha, "Default dial: 0 cheapest, 1 best")
                       ->capture_default_str()
                       ->check(CLI::Range(0.0, 1.0));
  command->add_option("--centroids", options->precision, "How centroids are stored: f32, f16 or i8 (default f32)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, CentroidPrecision>{
          {"f32", CentroidPrecision::f32}, {"f16", CentroidPrecision::f16}, {"i8", CentroidPrecision::i8}}));
  command->add_flag("--skip-bad", options->read.skip_bad, "Leave bad lines out instead of stopping");
  command->footer("Example:\n  alpharoute fit results.jsonl.gz --out router.safetensors --prices prices.json --seed 7");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
