// What the commands of the program share: how they join it, and how they fail.
#pragma once

#include "alpharoute/status.h"

namespace CLI {
class App;
}

namespace alpharoute::cli {

// Exit codes: 0 done, 1 the work could not be done, 2 asked for wrongly.
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

// Thrown by a command to end the program; `run` in main.cpp is the one place that catches it.
struct Failure {
  Error error;
};

// The value, or the end of the program.
template <typename T>
T take(Result<T> result) {
  if (!result) throw Failure{result.error()};
  return *std::move(result);
}

inline void take(Result<void> result) {
  if (!result) throw Failure{result.error()};
}

// The same with the file that the error is about in front of its sentence.
template <typename T>
T unwrap_from(const std::string& path, Result<T> result) {
  if (!result) throw Failure{{result.error().code, path + ": " + result.error().message}};
  return *std::move(result);
}

// Each adds one subcommand, which runs when the command line names it.
void add_add_model(CLI::App& app);
void add_embed(CLI::App& app);
void add_fit(CLI::App& app);
void add_evaluate(CLI::App& app);
void add_route(CLI::App& app);
void add_inspect(CLI::App& app);
void add_key(CLI::App& app);
void add_serve(CLI::App& app);
void add_tune(CLI::App& app);

}  // namespace alpharoute::cli
