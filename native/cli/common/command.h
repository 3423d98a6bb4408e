// Exit codes, and the exception that ends the program.
#pragma once

#include <string>
#include <utility>

#include "alpharoute/status.h"

namespace alpharoute::cli {

inline constexpr int kExitFailure = 1;  // the work failed
inline constexpr int kExitUsage = 2;    // wrong arguments

// Ends the program; only main.cpp catches it.
struct Failure {
  Error error;
};

// Returns the value, or throws Failure.
template <typename T>
T unwrap(Result<T> result) {
  if (!result) throw Failure{result.error()};
  return *std::move(result);
}

inline void unwrap(Result<void> result) {
  if (!result) throw Failure{result.error()};
}

// The same, with the path of the file in front of the message.
template <typename T>
T unwrap_from(const std::string& path, Result<T> result) {
  if (!result) throw Failure{{result.error().code, path + ": " + result.error().message}};
  return *std::move(result);
}

}  // namespace alpharoute::cli
