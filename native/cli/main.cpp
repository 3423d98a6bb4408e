// The program `alpharoute`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/commands/commands.h"
#include "cli/common/command.h"

namespace alpharoute::cli {
namespace {

constexpr const char* kDescription =
    "Routes each prompt to the language model with the best accuracy for its cost.\n\n"
    "Examples:\n"
    "  alpharoute fit      results.jsonl.gz --out router.safetensors --prices prices.json\n"
    "  alpharoute evaluate router.safetensors results.jsonl.gz\n"
    "  alpharoute route    router.safetensors \"Prove that the square root of 2 is irrational.\" --alpha 0.7\n";

int report(const Error& error) {
  std::fprintf(stderr, "alpharoute: %s\n", error.message.c_str());
  return error.code == ErrorCode::invalid_argument ? kExitUsage : kExitFailure;
}

int run(int argc, char** argv) {
  CLI::App app(kDescription, "alpharoute");
  app.require_subcommand(1);
  app.set_version_flag("--version", ALPHAROUTE_VERSION);
  add_embed(app);
  add_fit(app);
  add_evaluate(app);
  add_route(app);
  add_add_model(app);
  add_inspect(app);
  add_tune(app);
  add_serve(app);
  add_key(app);
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    std::fprintf(stderr, "alpharoute: %s. See alpharoute --help.\n", error.what());
    return kExitUsage;
  } catch (const Failure& failure) {
    return report(failure.error);
  } catch (const std::bad_alloc&) {
    return report({ErrorCode::io, "out of memory. Use fewer rows or dimensions."});
  } catch (const std::exception& error) {
    return report({ErrorCode::io, std::string("internal error: ") + error.what() + ". Please report it."});
  }
}

}  // namespace
}  // namespace alpharoute::cli

int main(int argc, char** argv) { return alpharoute::cli::run(argc, argv); }
