// alpharoute evaluate: measures a router on labelled results.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "cli/common/request_options.h"
#include "cli/view/evaluation.h"
#include "cli/view/repeats.h"
#include "cli/view/robustness.h"
#include "cli/view/terminal.h"
#include "evaluate/evaluation_json.h"
#include "experiment/evaluation_data.h"
#include "experiment/repeats_json.h"
#include "experiment/robustness.h"
#include "report/facts/read_facts.h"
#include "report/page/report.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, json, report, plots, exported, weak, strong;
  experiment::EvaluationInputs inputs;
  EmbeddingSource source;
  std::vector<double> alphas;
  Request request;
  std::vector<std::uint32_t> seeds;
  std::vector<std::string> left_out;
  bool wants_robustness = false;
  bool is_full = false;
  std::vector<std::string> given;  // names of the flags on the command line
};

// Steps of 0.01, fine enough for the metrics.
std::vector<double> default_alphas() {
  std::vector<double> alphas;
  for (int i = 0; i <= 100; ++i) alphas.push_back(i / 100.0);
  return alphas;
}

std::size_t column(const Options& options, const std::vector<ModelInfo>& models, const std::string& id) {
  std::string known;
  for (std::size_t i = 0; i < models.size(); ++i) {
    if (models[i].id == id) return i;
    known += (known.empty() ? "" : ", ") + models[i].id;
  }
  throw Failure{
      {ErrorCode::invalid_argument, options.router + ": unknown model \"" + id + "\". Its models are " + known + "."}};
}

std::optional<evaluate::Pair> find_pair(const Options& options, const std::vector<ModelInfo>& models) {
  if (options.weak.empty()) return std::nullopt;
  const evaluate::Pair pair{column(options, models, options.weak), column(options, models, options.strong)};
  if (pair.weak == pair.strong) {
    throw Failure{{ErrorCode::invalid_argument, "--weak and --strong are the same model. Pass two models."}};
  }
  return pair;
}

// A single number N stands for the seeds 1 to N.
std::vector<std::uint32_t> seeds_of(const Options& options) {
  if (options.seeds.size() != 1) return options.seeds;
  std::vector<std::uint32_t> seeds(options.seeds.front());
  std::iota(seeds.begin(), seeds.end(), 1u);
  return seeds;
}

struct Extras {
  std::optional<experiment::SeedsResult> seeds;
  std::vector<experiment::HoldOutResult> left_out;
  std::optional<experiment::Robustness> robustness;
};

experiment::SeedsResult repeat_with_seeds(const Options& options, const experiment::Repetition& repetition) {
  Progress progress("fitting again");
  return unwrap_from(options.inputs.path,
                     experiment::evaluate_seeds(repetition, seeds_of(options), std::ref(progress)));
}

std::vector<experiment::HoldOutResult> repeat_without_groups(const Options& options,
                                                             const experiment::Repetition& repetition) {
  Progress progress("fitting without a data set");
  return unwrap_from(options.inputs.path,
                     experiment::evaluate_held_out(repetition, options.left_out, std::ref(progress)));
}

experiment::Robustness vary(const Options& options, const experiment::Repetition& repetition) {
  Progress progress("varying the clusters");
  return unwrap_from(options.inputs.path, experiment::evaluate_robustness(repetition, std::ref(progress)));
}

Extras repeat(const Options& options, const Router& router, const Plan& plan, experiment::EvaluationData& data,
              const evaluate::StudyOptions& study) {
  Extras extras;
  if (options.seeds.empty() && options.left_out.empty() && !options.wants_robustness) return extras;
  const experiment::Repetition repetition{
      data.dataset,
      data.embeddings,
      unwrap_from(options.router, experiment::refit_settings(router.artifact(), options.source.threads)),
      {.scoring = plan.scoring, .nearest_clusters = plan.nearest_clusters},
      study.alphas,
      study.pair};
  if (!options.seeds.empty()) extras.seeds = repeat_with_seeds(options, repetition);
  if (!options.left_out.empty()) extras.left_out = repeat_without_groups(options, repetition);
  if (options.wants_robustness) extras.robustness = vary(options, repetition);
  return extras;
}

nlohmann::json evaluation_json(const Router& router, const Plan& plan, const experiment::EvaluationData& data,
                               const evaluate::Study& study, const Extras& extras) {
  nlohmann::json out = evaluate::to_json(study, data.dataset, router.artifact());
  out["artifact"] = router.artifact().sha256;
  out["scoring"] = scoring_name(plan.scoring);
  out["nearest_clusters"] = plan.nearest_clusters;
  out["rows"] = {{"which", data.rows.name}, {"count", data.rows.numbers.size()}};
  out["costs"] = data.dataset.costs.name();
  if (extras.seeds) out["seeds"] = experiment::to_json(*extras.seeds);
  if (!extras.left_out.empty()) out["left_out"] = experiment::to_json(extras.left_out, data.dataset);
  if (extras.robustness) out["robustness"] = experiment::to_json(*extras.robustness);
  return out;
}

void write_files(const Options& options, const experiment::EvaluationData& data, const nlohmann::json& evaluation) {
  if (!options.exported.empty()) {
    unwrap(embed::write_rows(options.exported, data.dataset, data.embeddings, data.rows.numbers, data.source));
  }
  if (!options.json.empty()) unwrap(base::write_file(options.json, evaluation.dump(1) + "\n"));
  const report::Facts facts = report::read_facts(evaluation);
  if (!options.report.empty()) unwrap(base::write_file(options.report, report::render_report(facts)));
  if (options.plots.empty()) return;
  for (const auto& [name, svg] : report::render_plots(facts)) {
    unwrap(base::write_file(options.plots + "/" + name, svg));
  }
}

void print_gaps(const std::vector<evaluate::Point>& points) {
  for (const evaluate::Point& point : points) {
    if (point.outcome.unanswered + point.outcome.undecided == 0) continue;
    std::printf(
        "  at α %.2f %zu rows have no score for the chosen model and %zu have no eligible model; both are excluded\n",
        point.alpha, point.outcome.unanswered, point.outcome.undecided);
  }
}

// Returns the point of the sweep that is nearest to the router's default alpha.
const evaluate::Point& default_point(const std::vector<evaluate::Point>& sweep, double alpha) {
  return *std::min_element(sweep.begin(), sweep.end(), [&](const evaluate::Point& a, const evaluate::Point& b) {
    return std::abs(a.alpha - alpha) < std::abs(b.alpha - alpha);
  });
}

void print(const Options& options, const Plan& plan, const experiment::EvaluationData& data,
           const evaluate::Study& study, const Extras& extras) {
  const data::Dataset& dataset = data.dataset;
  const std::vector<evaluate::Point>& sweep = study.evaluation.router;
  const std::string name(scoring_name(plan.scoring));
  std::printf("  %zu %s rows of %zu data set%s, scoring %s over the %u nearest clusters, %s costs\n\n",
              data.rows.numbers.size(), data.rows.name.c_str(), dataset.groups.size(),
              dataset.groups.size() == 1 ? "" : "s", name.c_str(), plan.nearest_clusters, dataset.costs.name().c_str());
  std::printf("%s\n%s\n%s\n%s", study_table(study, dataset, options.is_full).c_str(),
              claims_text(study, dataset).c_str(), curves_table(study, "router, " + name).c_str(),
              errors_text(study, default_point(sweep, plan.alpha)).c_str());
  print_gaps(shown_points(sweep));
  if (options.is_full) {
    std::printf("\n%s\n%s", share_table(study, dataset).c_str(), group_table(study, dataset).c_str());
  }
  if (extras.seeds) std::printf("\n%s", seeds_table(*extras.seeds).c_str());
  if (!extras.left_out.empty()) std::printf("\n%s", left_out_table(extras.left_out, dataset).c_str());
  if (extras.robustness) std::printf("\n%s", robustness_table(*extras.robustness).c_str());
}

// Called before the work, to fail early.
void create_folder(const std::string& path) {
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (error) throw Failure{{ErrorCode::io, path + ": " + error.message() + ". Check the path and its permissions."}};
}

// Exported rows have no prompts, so they cannot be split, embedded or fitted again.
void reject_options_for_rows(const Options& options) {
  static const std::set<std::string> needs_prompts = {
      "--rows",  "--prices",    "--skip-bad",   "--embedder",          "--embeddings",      "--embedding-url",
      "--seeds", "--leave-out", "--robustness", "--embedding-key-env", "--embedding-model", "--embedding-cache"};
  for (const std::string& option : options.given) {
    if (!needs_prompts.contains(option)) continue;
    throw Failure{{ErrorCode::invalid_argument, options.inputs.path + ": exported rows contain no prompts, which " +
                                                    option + " needs. Omit it, or pass the labelled data set."}};
  }
}

// Checks that need no file.
void check(const Options& options) {
  if (embed::is_rows_file(options.inputs.path)) reject_options_for_rows(options);
  if (options.exported.empty() || embed::is_rows_file(options.exported)) return;
  throw Failure{
      {ErrorCode::invalid_argument, options.exported + ": the name must end in .safetensors. Choose another name."}};
}

void run(Options options) {
  check(options);
  const Router router = load_router(options.router);
  const Plan plan = unwrap(router.plan(options.request));
  if (options.alphas.empty()) options.alphas = default_alphas();
  create_folder(options.plots);
  for (const double alpha : options.alphas) unwrap(router.plan({.alpha = alpha}));  // checks the range
  const std::optional<evaluate::Pair> pair = find_pair(options, router.artifact().models);
  experiment::EvaluationData data =
      unwrap(experiment::load_evaluation_data(options.inputs, options.router, router.artifact(),
                                              [&](const data::Dataset& dataset) -> Result<embed::Embeddings> {
                                                report_skipped(dataset);
                                                return load_embeddings(options.source, dataset);
                                              }));
  const evaluate::StudyOptions study_options{options.alphas, pair, data.rows.training, options.source.threads};
  const evaluate::Study study = unwrap_from(
      options.router, evaluate::study(router, data.dataset, data.embeddings, data.rows.numbers, plan, study_options));
  const Extras extras = repeat(options, router, plan, data, study_options);
  write_files(options, data, evaluation_json(router, plan, data, study, extras));
  print(options, plan, data, study, extras);
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("evaluate", "Measure a router on labelled results");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  command
      ->add_option("data", options->inputs.path, "Labelled results, JSONL or .gz; or rows from --export, .safetensors")
      ->required();
  add_embedding_options(*command, options->source);
  command
      ->add_option("--rows", options->inputs.rows,
                   "test, train or all (default: test, or all of a file the fit did not see)")
      ->check(CLI::IsMember({"test", "train", "all"}));
  command->add_option("--alphas", options->alphas, "Values of alpha to measure, e.g. 0,0.25,1 (default: steps of 0.01)")
      ->delimiter(',');
  add_request_options(*command, options->request, {"scoring", "nearest_clusters"});
  command->add_option("--prices", options->inputs.prices_path,
                      "Price list for answers without a recorded cost (default: the router's)");
  CLI::Option* weak = command->add_option("--weak", options->weak, "Weak model for RouteLLM's APGR and CPT");
  CLI::Option* strong = command->add_option("--strong", options->strong, "Strong model for RouteLLM's APGR and CPT");
  weak->needs(strong);
  strong->needs(weak);
  command
      ->add_option("--seeds", options->seeds,
                   "Also refit with seeds 1 to N, or with a list such as 3,7: mean and 95 % interval of every metric")
      ->delimiter(',')
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--leave-out", options->left_out,
                   "Also refit without this data set and measure on it; repeat the flag, or pass all")
      ->expected(1)
      ->take_all();
  command->add_flag("--robustness", options->wants_robustness,
                    "Also refit with fewer and more clusters, and read fewer and more nearest clusters");
  command->add_flag("--full", options->is_full, "Show every model and data set");
  command->add_option("--json", options->json, "Also write every figure to this file");
  command->add_option("--report", options->report, "Also write a report with charts and tables (HTML)");
  command->add_option("--plots", options->plots, "Also write the charts as SVG files to this folder");
  command->add_option("--export", options->exported, "Also write the measured rows without prompts (.safetensors)");
  add_skip_bad_option(*command, options->inputs.read);
  command->footer(
      "Examples:\n"
      "  alpharoute evaluate router.safetensors results.jsonl.gz --report report.html\n"
      "  alpharoute evaluate router.safetensors results.jsonl.gz --seeds 3 --weak small --strong big\n"
      "  alpharoute evaluate router.safetensors results.jsonl.gz --alphas 0,0.5,1 --full\n"
      "  alpharoute evaluate router.safetensors results.jsonl.gz --export rows.safetensors\n"
      "  alpharoute evaluate router.safetensors rows.safetensors");
  command->callback([options, command] {
    for (const CLI::Option* option : command->get_options()) {
      if (option->count() > 0) options->given.push_back(option->get_name());
    }
    run(*options);
  });
}

}  // namespace alpharoute::cli
