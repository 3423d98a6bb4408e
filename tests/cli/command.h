// Runs the program as a user would.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "folder.h"
#include "support.h"

namespace alpharoute::test {

struct Outcome {
  int exit_code;
  std::string output, errors;
};

// Runs `program` with `arguments`, in shell syntax, in `folder`.
inline Outcome run(const Folder& folder, const std::string& arguments, const std::string& input = "",
                   const std::string& program = ALPHAROUTE_PROGRAM) {
  folder.write(".input", input);
  // Redirections come first, so that those in the arguments override them.
  const std::string command =
      "cd '" + folder.path("") + "' && < .input > .output 2> .errors " + program + " " + arguments;
  const int status = std::system(command.c_str());
  Outcome outcome{WEXITSTATUS(status), read(folder.path(".output")), read(folder.path(".errors"))};
  for (const char* name : {".input", ".output", ".errors"}) std::filesystem::remove(folder.path(name));
  return outcome;
}

// Checks the exit code and the whole error message.
inline void require_failure(const Outcome& outcome, int exit_code, const std::string& message) {
  CHECK(outcome.errors == "alpharoute: " + message + "\n");
  REQUIRE(outcome.exit_code == exit_code);
}

}  // namespace alpharoute::test
