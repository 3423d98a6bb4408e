// The commands of the program.
#pragma once

namespace CLI {
class App;
}

namespace alpharoute::cli {

// Each adds one command, which runs when the command line names it. A command throws Failure (cli/common/command.h).
void add_add_model(CLI::App& app);
void add_embed(CLI::App& app);
void add_evaluate(CLI::App& app);
void add_fit(CLI::App& app);
void add_inspect(CLI::App& app);
void add_key(CLI::App& app);
void add_route(CLI::App& app);
void add_serve(CLI::App& app);
void add_tune(CLI::App& app);

}  // namespace alpharoute::cli
