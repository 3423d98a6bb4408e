// One line of a labelled data set.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::data {

// What a line tells of one model; at least one of score and usage is there.
struct Answer {
  std::optional<double> score;  // 0 to 1
  std::optional<double> cost;   // USD, from 0 up
  std::optional<double> prompt_tokens;
  std::optional<double> completion_tokens;
};

struct Row {
  std::string query;
  std::string group = "default";          // the line's `dataset`
  std::map<std::string, Answer> answers;  // by model
};

// Error::bad_data with what is wrong, without a place. Any bytes are welcome.
// `needs_records`: whether a line without scores is bad.
Result<Row> parse_row(std::string_view line, bool needs_records);

}  // namespace alpharoute::data
