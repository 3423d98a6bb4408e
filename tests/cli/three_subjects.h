// Labelled results for the tests of evaluate and tune.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace alpharoute::test {

// Returns sixty answered questions on three subjects. `big` is always right, at ten times the cost; `small` fails on
// cooking.
inline std::string three_subjects() {
  const char* subjects[] = {"Which chess opening suits game ", "How do I cook pasta for guest ",
                            "What is the orbit of the planet "};
  const char* names[] = {"chess", "cooking", "space"};
  std::string lines;
  for (int i = 0; i < 60; ++i) {
    const nlohmann::json line = {{"query", subjects[i % 3] + std::to_string(i) + "?"},
                                 {"records", {{"big", 1.0}, {"small", i % 3 == 1 ? 0.0 : 1.0}}},
                                 {"usages", {{"big", {{"cost", 0.01}}}, {"small", {{"cost", 0.001}}}}},
                                 {"dataset", names[i % 3]}};
    lines += line.dump() + "\n";
  }
  return lines;
}

}  // namespace alpharoute::test
