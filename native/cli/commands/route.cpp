// alpharoute route: one prompt or many, each to its model.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/common/command.h"
#include "cli/view/decision.h"
#include "cli/common/inputs.h"
#include "data/decision_json.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, prompt, embedder, scoring;
  std::optional<double> alpha;
  std::optional<std::uint32_t> nearest_clusters;
  std::vector<std::string> models, deny, needs;
  std::optional<std::uint32_t> context_tokens;
  std::optional<double> max_cost, min_accuracy, cost_per_1000, best_share;
  bool json = false;
};

Request request_of(const Options& options) {
  Request request;
  request.alpha = options.alpha;
  request.nearest_clusters = options.nearest_clusters;
  request.models = options.models;
  request.deny = options.deny;
  request.capabilities = options.needs;
  request.context_tokens = options.context_tokens;
  request.max_cost_usd = options.max_cost;
  request.min_accuracy = options.min_accuracy;
  if (options.cost_per_1000 || options.best_share) request.budget = Budget{options.cost_per_1000, options.best_share};
  if (!options.scoring.empty()) request.scoring = scoring_from_name(options.scoring);
  return request;
}

void print(const Decision& decision, const Artifact& artifact, bool json) {
  if (json) {
    std::printf("%s\n", data::to_json(decision, artifact).dump().c_str());
  } else {
    std::printf("%s\n", decision_text(decision, artifact).c_str());
  }
  std::fflush(stdout);
}

// Routes each line of standard input. At a terminal a line that can't be routed is complained of and the next one asked
// for; in a pipe it ends the program, so that answers and lines never get out of step.
void route_lines(const Router& router, const Plan& plan, bool json) {
  const bool is_terminal = ::isatty(STDIN_FILENO) != 0;
  Workspace workspace;
  Decision decision;
  std::size_t number = 0;
  for (std::string line;;) {
    if (is_terminal) std::fputs("prompt> ", stderr);
    if (!std::getline(std::cin, line)) break;
    ++number;
    const Result<void> done = router.decide(line, plan, workspace, decision);
    if (done) {
      print(decision, router.artifact(), json);
    } else if (!is_terminal) {
      throw Failure{
          {done.error().code, "standard input, line " + std::to_string(number) + ": " + done.error().message}};
    } else if (!line.empty()) {
      std::fprintf(stderr, "%s\n", done.error().message.c_str());
    }
  }
  if (is_terminal) std::fputs("\n", stderr);
}

void run(const Options& options, bool has_prompt) {
  const Router router = load_text_router(options.router, options.embedder);
  const Plan plan = take(router.plan(request_of(options)));
  if (!has_prompt) return route_lines(router, plan, options.json);
  Workspace workspace;
  Decision decision;
  take(router.decide(options.prompt, plan, workspace, decision));
  print(decision, router.artifact(), options.json);
}

}  // namespace

void add_route(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("route", "Pick the model for a prompt, and say why");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  const CLI::Option* prompt =
      command->add_option("prompt", options->prompt, "The prompt (default: one a line from standard input)");
  command->add_option("--alpha", options->alpha, "The dial: 0 cheapest, 1 best (default: the router's)");
  command->add_option("--scoring", options->scoring, "posterior, paper or refcode (default: the router's)")
      ->check(CLI::IsMember({"posterior", "paper", "refcode"}));
  command->add_option("--nearest-clusters", options->nearest_clusters, "Near clusters to read (default: the router's)");
  command->add_option("--models", options->models, "Models that may answer (default: all)")->delimiter(',');
  command->add_option("--deny", options->deny, "Models that may not")->delimiter(',');
  command->add_option("--needs", options->needs, "Capabilities that a model must have, such as tools,images")
      ->delimiter(',');
  command->add_option("--context-tokens", options->context_tokens, "Tokens that must fit into the model's context");
  command->add_option("--max-cost", options->max_cost, "Expected USD for this prompt, at most");
  command->add_option("--min-accuracy", options->min_accuracy, "Expected accuracy, at least (0 to 1)");
  command->add_option("--budget", options->cost_per_1000,
                      "In place of --alpha: the best accuracy for at most this many USD per 1,000 prompts");
  command->add_option("--best-share", options->best_share,
                      "In place of --alpha: this share of the best model's accuracy (0.95), as cheaply as possible");
  command->add_option("--embedder", options->embedder, "Embedder file (default: the built-in one)");
  command->add_flag("--json", options->json, "One JSON object a line, for machines");
  command->footer(
      "Examples:\n  alpharoute route router.safetensors \"Write a haiku about autumn.\" --alpha 0.3\n"
      "  alpharoute route router.safetensors \"Write a haiku about autumn.\" --best-share 0.95\n"
      "  alpharoute route router.safetensors --json < prompts.txt");
  command->callback([options, prompt] { run(*options, prompt->count() > 0); });
}

}  // namespace alpharoute::cli
