// Runs the program as a user does.
#pragma once

#include <cstdlib>
#include <string>

#include "folder.h"
#include "support.h"

namespace alpharoute::test {

struct Outcome {
  int exit_code;
  std::string output, errors;
};

// `arguments` as a shell reads them, run in `folder`; `program` stands before them.
inline Outcome run(const Folder& folder, const std::string& arguments, const std::string& input = "",
                   const std::string& program = ALPHAROUTE_PROGRAM) {
  folder.write(".input", input);
  // Redirections come first, so that one among the arguments wins.
  const std::string command =
      "cd '" + folder.path("") + "' && < .input > .output 2> .errors " + program + " " + arguments;
  const int status = std::system(command.c_str());
  Outcome outcome{WEXITSTATUS(status), read(folder.path(".output")), read(folder.path(".errors"))};
  for (const char* name : {".input", ".output", ".errors"}) std::filesystem::remove(folder.path(name));
  return outcome;
}

}  // namespace alpharoute::test
