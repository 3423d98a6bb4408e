// One line of a labelled data set.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::data {

// The entries of a line for one model; at least a score or a usage is present.
struct Answer {
  std::optional<double> score;  // 0 to 1
  std::optional<double> cost;   // USD, 0 or greater
  std::optional<double> prompt_tokens;
  std::optional<double> completion_tokens;
};

struct Row {
  std::string query;
  std::string group = "default";          // the line's `dataset`
  std::map<std::string, Answer> answers;  // by model
};

// Parses untrusted bytes. `needs_records`: a line without scores is invalid. Error::bad_data says what is wrong; the
// caller adds file, line and fix.
Result<Row> parse_row(std::string_view line, bool needs_records);

}  // namespace alpharoute::data
