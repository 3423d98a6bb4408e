// alpharoute evaluate: how well a router would have done on labelled results.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/common/command.h"
#include "experiment/evaluation_data.h"
#include "cli/view/evaluation.h"
#include "cli/view/repeats.h"
#include "experiment/robustness.h"
#include "cli/view/terminal.h"
#include "base/files.h"
#include "report/page/report.h"
#include "evaluate/evaluation_json.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, json, report, plots, exported, scoring, weak, strong;
  EvaluationInputs inputs;
  std::vector<double> alphas;
  std::optional<std::uint32_t> nearest_clusters;
  std::vector<std::uint32_t> seeds;
  std::vector<std::string> left_out;
  bool wants_robustness = false;
  bool is_full = false;
  std::vector<std::string> given;  // the names of the options that were
};

// Hundredths of the dial, so that sweeps are fine enough for the metrics.
std::vector<double> whole_dial() {
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
      {ErrorCode::invalid_argument, options.router + ": does not know the model \"" + id + "\". It knows " + known + "."}};
}

std::optional<evaluate::Pair> find_pair(const Options& options, const std::vector<ModelInfo>& models) {
  if (options.weak.empty()) return std::nullopt;
  const evaluate::Pair pair{column(options, models, options.weak), column(options, models, options.strong)};
  if (pair.weak == pair.strong) {
    throw Failure{{ErrorCode::invalid_argument, "--weak and --strong name the same model. Name two."}};
  }
  return pair;
}

// The last seed of a lone number stands for all from 1 to it.
std::vector<std::uint32_t> seeds_of(const Options& options) {
  if (options.seeds.size() != 1) return options.seeds;
  std::vector<std::uint32_t> seeds(options.seeds.front());
  std::iota(seeds.begin(), seeds.end(), 1u);
  return seeds;
}

// What was asked for beside the evaluation itself.
struct Extras {
  std::optional<SeedsResult> seeds;
  std::vector<HoldOutResult> left_out;
  std::optional<Robustness> robustness;
};

Extras repeat(const Options& options, const Router& router, const Plan& plan, EvaluationData& data,
              const evaluate::StudyOptions& study) {
  Extras extras;
  if (options.seeds.empty() && options.left_out.empty() && !options.wants_robustness) return extras;
  const Repetition repetition{options.inputs.path,
                              data.dataset,
                              data.embeddings,
                              refit_settings(options.router, router.artifact(), options.inputs.source.threads),
                              {.scoring = plan.scoring, .nearest_clusters = plan.nearest_clusters},
                              study.alphas,
                              study.pair};
  if (!options.seeds.empty()) extras.seeds = evaluate_seeds(repetition, seeds_of(options));
  if (!options.left_out.empty()) extras.left_out = evaluate_left_out(repetition, options.left_out);
  if (options.wants_robustness) extras.robustness = evaluate_robustness(repetition);
  return extras;
}

nlohmann::json report_of(const Router& router, const Plan& plan, const EvaluationData& data,
                         const evaluate::Study& study, const Extras& extras) {
  nlohmann::json report = evaluate::to_json(study, data.dataset, router.artifact());
  report["artifact"] = router.artifact().sha256;
  report["scoring"] = scoring_name(plan.scoring);
  report["nearest_clusters"] = plan.nearest_clusters;
  report["rows"] = {{"which", data.rows.name}, {"count", data.rows.numbers.size()}};
  report["costs"] = data.dataset.costs.name();
  if (extras.seeds) report["seeds"] = to_json(*extras.seeds);
  if (!extras.left_out.empty()) report["left_out"] = to_json(extras.left_out, data.dataset);
  if (extras.robustness) report["robustness"] = to_json(*extras.robustness);
  return report;
}

void write_files(const Options& options, const EvaluationData& data, const nlohmann::json& report) {
  if (!options.exported.empty()) {
    take(embed::write_rows(options.exported, data.dataset, data.embeddings, data.rows.numbers, data.source));
  }
  if (!options.json.empty()) take(base::write_file(options.json, report.dump(1) + "\n"));
  if (!options.report.empty()) take(base::write_file(options.report, evaluate::render_report(report)));
  if (options.plots.empty()) return;
  for (const auto& [name, svg] : evaluate::render_plots(report))
    take(base::write_file(options.plots + "/" + name, svg));
}

void print_gaps(const std::vector<evaluate::Point>& points) {
  for (const evaluate::Point& point : points) {
    if (point.outcome.unanswered + point.outcome.undecided == 0) continue;
    std::printf(
        "  at α %.2f %zu rows went to a model without a score there, and for %zu no model was eligible; neither "
        "counts\n",
        point.alpha, point.outcome.unanswered, point.outcome.undecided);
  }
}

// The setting of the sweep nearest to the router's default dial.
const evaluate::Point& default_point(const std::vector<evaluate::Point>& sweep, double alpha) {
  return *std::min_element(sweep.begin(), sweep.end(), [&](const evaluate::Point& a, const evaluate::Point& b) {
    return std::abs(a.alpha - alpha) < std::abs(b.alpha - alpha);
  });
}

void print(const Options& options, const Plan& plan, const EvaluationData& data, const evaluate::Study& study,
           const Extras& extras) {
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

// Before the work, so that nobody waits for it in vain.
void create_folder(const std::string& path) {
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (error) throw Failure{{ErrorCode::io, path + ": " + error.message() + ". Check that a folder can be made there."}};
}

// What can be said without reading anything.
void check(const Options& options) {
  if (embed::is_rows_file(options.inputs.path)) refuse_for_rows(options.inputs.path, options.given);
  if (options.exported.empty() || embed::is_rows_file(options.exported)) return;
  throw Failure{{ErrorCode::invalid_argument, options.exported +
                                              ": must end in .safetensors, by which evaluate knows such a file. Give "
                                              "it another name."}};
}

void run(Options options) {
  check(options);
  // Vectors are made, or read, for all rows at once: the router itself needs no embedder.
  const Router router = load_router(options.router);
  Request request;
  if (!options.scoring.empty()) request.scoring = scoring_from_name(options.scoring);
  request.nearest_clusters = options.nearest_clusters;
  const Plan plan = take(router.plan(request));
  if (options.alphas.empty()) options.alphas = whole_dial();
  create_folder(options.plots);
  for (const double alpha : options.alphas) take(router.plan({.alpha = alpha}));  // complains of one outside the dial
  const std::optional<evaluate::Pair> pair = find_pair(options, router.artifact().models);
  EvaluationData data = load_evaluation_data(options.inputs, options.router, router.artifact());
  const evaluate::StudyOptions study_options{options.alphas, pair, data.rows.training, options.inputs.source.threads};
  const evaluate::Study study = unwrap_from(
      options.router, evaluate::study(router, data.dataset, data.embeddings, data.rows.numbers, plan, study_options));
  const Extras extras = repeat(options, router, plan, data, study_options);
  write_files(options, data, report_of(router, plan, data, study, extras));
  print(options, plan, data, study, extras);
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("evaluate", "Measure a router on labelled results");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  command
      ->add_option("data", options->inputs.path,
                   "Labelled results, JSONL or .gz; or rows of an earlier --export, .safetensors")
      ->required();
  add_embedding_options(*command, options->inputs.source);
  command
      ->add_option("--rows", options->inputs.which,
                   "test, train or all (default: test, or all of a file the fit did not see)")
      ->check(CLI::IsMember({"test", "train", "all"}));
  command
      ->add_option("--alphas", options->alphas,
                   "Places of the dial to measure, such as 0,0.25,1 (default: every hundredth)")
      ->delimiter(',');
  command->add_option("--scoring", options->scoring, "Scoring mode (default: the router's)")
      ->check(CLI::IsMember(scoring_names()));
  command->add_option("--nearest-clusters", options->nearest_clusters, "Near clusters to read (default: the router's)")
      ->check(CLI::PositiveNumber);
  command->add_option("--prices", options->inputs.prices,
                      "Price list for answers without a recorded cost (default: the router's)");
  CLI::Option* weak = command->add_option("--weak", options->weak, "Weak model of RouteLLM's APGR and CPT");
  CLI::Option* strong = command->add_option("--strong", options->strong, "Strong model of the same");
  weak->needs(strong);
  strong->needs(weak);
  command
      ->add_option(
          "--seeds", options->seeds,
          "Also fit again with seeds 1 to N, or with a list such as 3,7: mean and 95 % interval of every metric")
      ->delimiter(',')
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--leave-out", options->left_out,
                   "Also fit without this data set and measure on it; several times, or all")
      ->expected(1)
      ->take_all();
  command->add_flag("--robustness", options->wants_robustness,
                    "Also fit with fewer and more clusters, and read fewer and more near ones");
  command->add_flag("--full", options->is_full, "Show every model and data set");
  command->add_option("--json", options->json, "Also write every figure to this file");
  command->add_option("--report", options->report, "Also write a page to look at, with plots and tables (HTML)");
  command->add_option("--plots", options->plots, "Also write the plots as SVG files into this folder");
  command->add_option("--export", options->exported,
                      "Also write the measured rows to this file as numbers alone, without any prompt (.safetensors)");
  command->add_flag("--skip-bad", options->inputs.read.skip_bad, "Leave bad lines out instead of stopping");
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
