// alpharoute fit: fits a router from labelled results.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>

#include "alpharoute/artifact_file.h"
#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "cli/common/request_options.h"
#include "cli/view/evaluation.h"
#include "cli/view/terminal.h"
#include "evaluate/evaluation_json.h"
#include "fit/fit.h"
#include "fit/fit_record.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string data, out, prices;
  std::vector<std::string> models;
  EmbeddingSource source;
  data::ReadOptions read;
  fit::FitOptions fit;
  Request defaults;  // sets the defaults of the router
  std::string clusters = "60";
  CentroidPrecision precision = CentroidPrecision::f32;
};

fit::FitOrigin origin_of(const data::Dataset& dataset, const data::Split& split, const Artifact& artifact,
                         const Options& options) {
  return {ALPHAROUTE_VERSION,   data::rows_sha256(dataset), dataset.rows(),           split.train.size(),
          options.fit.seed,     options.fit.train_ratio,    artifact.centroids.count, options.fit.starts,
          dataset.costs.name(), options.read.answer_tokens};
}

// Returns a number from 1 to 65,536, or 0 for "auto".
std::uint32_t cluster_count(const std::string& text) {
  if (text == "auto") return 0;
  std::uint32_t count = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (status == std::errc{} && end == text.data() + text.size() && count >= 1 && count <= 65536) return count;
  throw Failure{
      {ErrorCode::invalid_argument, "--k must be a number from 1 to 65536, or auto. It is \"" + text + "\"."}};
}

void add_prices(Artifact& artifact, const std::optional<data::Prices>& prices) {
  if (!prices) return;
  for (ModelInfo& model : artifact.models) {
    const auto found = prices->find(model.id);
    if (found != prices->end()) model = found->second;
  }
}

fit::TestSummary test_summary(const evaluate::Evaluation& evaluation, const std::vector<std::string>& models,
                              std::size_t rows) {
  const evaluate::Outcome& best =
      *std::max_element(evaluation.single_models.begin(), evaluation.single_models.end(),
                        [](const auto& a, const auto& b) { return a.overall.accuracy < b.overall.accuracy; });
  fit::TestSummary summary{rows, best.overall.accuracy, best.overall.cost_per_1000, {}};
  for (const evaluate::Point& point : evaluation.router) {
    fit::TestPoint& test = summary.router.emplace_back();
    test.alpha = point.alpha;
    test.accuracy = point.outcome.overall.accuracy;
    test.cost_per_1000 = point.outcome.overall.cost_per_1000;
    for (std::size_t i = 0; i < models.size(); ++i) test.shares.emplace_back(models[i], point.outcome.shares[i]);
  }
  return summary;
}

// Returns the artifact as its file will be read: with rounded centroids.
Artifact reread(const Artifact& artifact, CentroidPrecision precision) {
  return unwrap(read_artifact(base::as_bytes(write_artifact(artifact, precision))));
}

void warn_of_costs(const data::Dataset& dataset) {
  if (dataset.costs.unknown == 0) return;
  std::fprintf(
      stderr,
      "%zu of %zu answers have no known cost. Models of unknown cost are eligible only at alpha 1. Pass --prices to "
      "estimate costs.\n",
      dataset.costs.unknown, dataset.costs.recorded + dataset.costs.estimated + dataset.costs.unknown);
}

void check_defaults(const Request& request) {
  if (request.alpha && !(*request.alpha >= 0.0 && *request.alpha <= 1.0)) {
    throw Failure{{ErrorCode::invalid_argument, "--alpha must be from 0 (cheapest) to 1 (best)."}};
  }
  if (request.nearest_clusters == 0u) {
    throw Failure{{ErrorCode::invalid_argument, "--nearest-clusters must be at least 1."}};
  }
}

void set_defaults(const Request& request, Defaults& defaults) {
  defaults.scoring = request.scoring.value_or(Scoring::posterior);
  defaults.nearest_clusters = request.nearest_clusters.value_or(default_nearest_clusters(defaults.scoring));
  defaults.alpha = request.alpha.value_or(defaults.alpha);
}

void run(Options options) {
  check_defaults(options.defaults);
  if (!options.prices.empty()) options.read.prices = unwrap(data::read_prices(options.prices));
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
  set_defaults(options.defaults, artifact.defaults);
  fit::FitRecord record = fit::read_fit_record(artifact.fit_json);
  record.origin = origin_of(dataset, split, artifact, options);
  artifact.fit_json = fit::fit_record_json(record);

  std::optional<evaluate::Evaluation> evaluation;
  if (!split.test.empty()) {
    const Router router = unwrap(Router::create(reread(artifact, options.precision), std::nullopt));
    const std::vector<double> alphas = {0.0, 0.25, 0.5, 0.75, 1.0};
    const Plan plan = unwrap(router.plan({}));
    evaluation = unwrap(evaluate::evaluate(router, dataset, embeddings, split.test, plan, alphas));
    record.test = test_summary(*evaluation, dataset.models, split.test.size());
    artifact.fit_json = fit::fit_record_json(record);
  }
  const std::string bytes = write_artifact(artifact, options.precision);
  unwrap(base::write_file(options.out, bytes));
  std::printf("%s: %zu models, %u clusters, %zu training rows, %s costs, %.0f KB\n", options.out.c_str(),
              artifact.models.size(), artifact.centroids.count, split.train.size(), dataset.costs.name().c_str(),
              static_cast<double>(bytes.size()) / 1024.0);
  if (evaluation) {
    std::printf("\n%s", evaluation_table(*evaluation, dataset).c_str());
    std::printf("  on the %zu held-out test rows\n", split.test.size());
  }
}

}  // namespace

void add_fit(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("fit", "Fit a router from labelled results");
  command->add_option("data", options->data, "Labelled results, JSONL or .gz")->required();
  command->add_option("--out", options->out, "Path of the router (safetensors)")->required();
  add_embedding_options(*command, options->source);
  command
      ->add_option("--k", options->clusters,
                   "Number of clusters, or auto: chosen by cross-validation on the training rows")
      ->capture_default_str();
  command->add_option("--seed", options->fit.seed, "Seed of the split and of k-means")->capture_default_str();
  command->add_option("--train-ratio", options->fit.train_ratio, "Share of the rows of every data set to train on")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--starts", options->fit.starts, "Number of k-means runs; the best one is used")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1000u));
  command->add_option("--models", options->models, "Fit only these models, in this order (ties go to the first)")
      ->delimiter(',');
  command->add_option("--prices", options->prices,
                      "Price list (JSON, USD per million tokens) for answers without a recorded cost");
  command->add_option("--answer-tokens", options->read.answer_tokens, "Tokens assumed for an answer of unknown length")
      ->capture_default_str();
  add_request_options(*command, options->defaults, {"alpha", "scoring", "nearest_clusters"}, "Default of the router. ");
  command
      ->add_option("--centroids", options->precision, "Number format of the centroids: f32, f16 or i8 (default: f32)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, CentroidPrecision>{
          {"f32", CentroidPrecision::f32}, {"f16", CentroidPrecision::f16}, {"i8", CentroidPrecision::i8}}));
  add_skip_bad_option(*command, options->read);
  command->footer("Example:\n  alpharoute fit results.jsonl.gz --out router.safetensors --prices prices.json --seed 7");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
