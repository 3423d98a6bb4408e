// alpharoute evaluate: how well a router would have done on labelled results.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/command.h"
#include "cli/evaluation_view.h"
#include "cli/inputs.h"
#include "data/files.h"
#include "data/provenance.h"
#include "data/split.h"
#include "evaluate/report.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, data, prices, json, rows, scoring;
  std::vector<double> alphas = {0.0, 0.25, 0.5, 0.75, 1.0};
  std::optional<std::uint32_t> top_p;
  EmbeddingSource source;
  data::ReadOptions read;
};

struct Rows {
  std::string name;  // "test", "train" or "all"
  std::vector<std::size_t> numbers;
};

Rows all_rows(const data::Dataset& dataset) {
  Rows rows{"all", std::vector<std::size_t>(dataset.rows())};
  std::iota(rows.numbers.begin(), rows.numbers.end(), std::size_t{0});
  return rows;
}

// Test or train rows mean something for the very prompts of the fit alone.
Rows select_rows(const Options& options, const Artifact& artifact, const data::Dataset& dataset) {
  if (options.rows == "all") return all_rows(dataset);
  const data::Provenance fit = take_from(options.router, data::read_provenance(artifact.fit_json));
  if (fit.data_sha256 != data::rows_sha256(dataset)) {
    if (options.rows.empty()) return all_rows(dataset);
    throw Failure{{ErrorCode::bad_data, options.data + ": holds other prompts than the router was fitted on, so it has no " +
                                            options.rows + " rows. Pass --rows all, or the file of the fit."}};
  }
  data::Split split = data::split(dataset, fit.train_ratio, fit.seed);
  if (options.rows == "train") return {"train", std::move(split.train)};
  return {"test", std::move(split.test)};
}

// Costs that the data lacks are estimated as the fit did it, from the prices in the artifact.
data::ReadOptions read_options(const Options& options, const Artifact& artifact) {
  data::ReadOptions read = options.read;
  if (!options.prices.empty()) {
    read.prices = take(data::read_prices(options.prices));
    return read;
  }
  data::Prices prices;
  for (const ModelInfo& model : artifact.models) {
    if (model.input_price && model.output_price) prices.emplace(model.id, model);
  }
  if (!prices.empty()) read.prices = std::move(prices);
  const Result<data::Provenance> fit = data::read_provenance(artifact.fit_json);
  if (fit) read.answer_tokens = fit->answer_tokens;
  return read;
}

std::vector<std::string> model_ids(const Artifact& artifact) {
  std::vector<std::string> ids;
  for (const ModelInfo& model : artifact.models) ids.push_back(model.id);
  return ids;
}

void write_json(const Options& options, const Router& router, const Plan& plan, const Rows& rows,
                const data::Dataset& dataset, const evaluate::Evaluation& evaluation) {
  nlohmann::json report = evaluate::to_json(evaluation, dataset);
  report["artifact"] = router.artifact().sha256;
  report["scoring"] = scoring_name(plan.scoring);
  report["top_p"] = plan.top_p;
  report["rows"] = {{"which", rows.name}, {"count", rows.numbers.size()}};
  report["costs"] = dataset.costs.name();
  take(data::write_file(options.json, report.dump(1) + "\n"));
}

void print(const Plan& plan, const Rows& rows, const data::Dataset& dataset, const evaluate::Evaluation& evaluation) {
  std::printf("%s\n%s\n%s\n", evaluation_table(evaluation, dataset).c_str(), share_table(evaluation, dataset).c_str(),
              group_table(evaluation, dataset).c_str());
  const std::string name(scoring_name(plan.scoring));
  std::printf("  %zu %s rows, scoring %s over the %u nearest clusters, %s costs\n", rows.numbers.size(),
              rows.name.c_str(), name.c_str(), plan.top_p, dataset.costs.name().c_str());
  for (const evaluate::Point& point : evaluation.router) {
    if (point.outcome.unanswered + point.outcome.undecided == 0) continue;
    std::printf("  at α %.2f %zu rows went to a model without a score there, and for %zu no model was eligible; neither "
                "counts\n", point.alpha, point.outcome.unanswered, point.outcome.undecided);
  }
}

void run(const Options& options) {
  // Vectors are made, or read, for all rows at once: the router itself needs no embedder.
  const Router router = load_router(options.router);
  Request request;
  if (!options.scoring.empty()) request.scoring = scoring_from_name(options.scoring);
  request.top_p = options.top_p;
  const Plan plan = take(router.plan(request));
  for (const double alpha : options.alphas) take(router.plan({.alpha = alpha}));  // complains of one outside the dial
  const data::Dataset read = load_dataset(options.data, read_options(options, router.artifact()));
  const Rows rows = select_rows(options, router.artifact(), read);
  const data::Dataset dataset = take_from(options.data, data::select_models(read, model_ids(router.artifact())));
  const embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  const evaluate::Evaluation evaluation = take_from(
      options.router, evaluate::evaluate(router, dataset, embeddings, rows.numbers, plan, options.alphas));
  if (!options.json.empty()) write_json(options, router, plan, rows, dataset, evaluation);
  print(plan, rows, dataset, evaluation);
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("evaluate", "Measure a router on labelled results");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  command->add_option("data", options->data, "Labelled results, JSONL or .gz")->required();
  add_embedding_options(*command, options->source);
  command->add_option("--rows", options->rows, "test, train or all (default: test, or all of a file the fit did not see)")
      ->check(CLI::IsMember({"test", "train", "all"}));
  command->add_option("--alphas", options->alphas, "Places of the dial, such as 0,0.25,1")
      ->delimiter(',');
  command->add_option("--scoring", options->scoring, "posterior, paper or refcode (default: the router's)")
      ->check(CLI::IsMember({"posterior", "paper", "refcode"}));
  command->add_option("--top-p", options->top_p, "Near clusters to read (default: the router's)")
      ->check(CLI::PositiveNumber);
  command->add_option("--prices", options->prices, "Price list for answers without a recorded cost (default: the router's)");
  command->add_option("--json", options->json, "Also write every figure to this file");
  command->add_flag("--skip-bad", options->read.skip_bad, "Leave bad lines out instead of stopping");
  command->footer("Example:\n  alpharoute evaluate router.safetensors results.jsonl.gz --alphas 0,0.5,1 --json report.json");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
