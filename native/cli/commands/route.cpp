// alpharoute route: finds the model for one prompt or for each line of standard input.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "alpharoute/describe.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "cli/common/request_options.h"
#include "cli/view/decision.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, prompt, embedder;
  Request request;
  bool json = false;
};

void print(const Decision& decision, const Artifact& artifact, bool json) {
  std::printf("%s\n", json ? describe(decision, artifact).c_str() : decision_text(decision, artifact).c_str());
  std::fflush(stdout);
}

// Routes each line of standard input. On a terminal, an error is printed and the next line is read; otherwise it ends
// the program, so that line n of the output always belongs to line n of the input.
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
  const Plan plan = unwrap(router.plan(options.request));
  if (!has_prompt) return route_lines(router, plan, options.json);
  Workspace workspace;
  Decision decision;
  unwrap(router.decide(options.prompt, plan, workspace, decision));
  print(decision, router.artifact(), options.json);
}

}  // namespace

void add_route(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("route", "Find the model for a prompt, and the reason");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  const CLI::Option* prompt =
      command->add_option("prompt", options->prompt, "The prompt (default: one per line from standard input)");
  add_request_options(*command, options->request);
  command->add_option("--embedder", options->embedder, "Embedder file (default: built in)");
  command->add_flag("--json", options->json, "Print one JSON object per line");
  command->footer(
      "Examples:\n  alpharoute route router.safetensors \"Write a haiku about autumn.\" --alpha 0.3\n"
      "  alpharoute route router.safetensors \"Write a haiku about autumn.\" --best-share 0.95\n"
      "  alpharoute route router.safetensors --json < prompts.txt");
  command->callback([options, prompt] { run(*options, prompt->count() > 0); });
}

}  // namespace alpharoute::cli
