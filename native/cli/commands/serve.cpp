// alpharoute serve: runs the gateway.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/common/builtin.h"
#include "cli/common/command.h"
#include "server/serve/server.h"

namespace alpharoute::cli {
namespace {

void run(server::ServeOptions options) {
  options.builtin = {builtin_embedder(), builtin_router(), builtin_web()};
  unwrap(server::serve(options, [&](const std::string& address) {
    std::printf("alpharoute listens on %s%s\n", address.c_str(),
                options.config.empty() ? " with the sample router and the demo provider (calls no model)" : "");
    std::fflush(stdout);
  }));
}

}  // namespace

void add_serve(CLI::App& app) {
  auto options = std::make_shared<server::ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Run the gateway, an OpenAI-compatible server that routes prompts");
  command->add_option("--config", options->config,
                      "Configuration file, TOML (default: sample router and demo provider)");
  command->add_option("--host", options->host, "Address to listen on (default: the configuration's, or 127.0.0.1)");
  command->add_option("--port", options->port, "Port, or 0 for any free port (default: the configuration's, or 8080)");
  command->add_option("--web", options->web,
                      "Folder of a web page to serve under /, or none (default: the program's own)");
  command->add_flag("--allow-unauthenticated", options->allow_unauthenticated, "Serve other machines without keys");
  command->footer(
      "Examples:\n  alpharoute serve\n  alpharoute serve --config gateway.toml --port 9000\n\n"
      "Then: curl http://127.0.0.1:8080/v1/chat/completions -d '{\"model\": \"alpharoute:0.5\", \"messages\": "
      "[{\"role\": \"user\", \"content\": \"Why is the sky blue?\"}]}'");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
