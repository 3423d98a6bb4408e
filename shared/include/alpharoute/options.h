// Request options: one list that the JSON reader, the HTTP headers, the command line and the npm package's types use.
//
// To add an option: a member of Request, its row in options.cpp, and its effect in router_plan.cpp or query.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "alpharoute/scoring.h"
#include "alpharoute/status.h"

namespace alpharoute {

// Sets alpha from a limit on the mean cost or accuracy over the training data. Has exactly one of the two.
struct Budget {
  std::optional<double> cost_per_1000;  // highest expected USD per 1,000 queries; maximises accuracy
  std::optional<double> best_share;     // lowest share of the best model's expected accuracy, 0 to 1; minimises cost

  bool operator==(const Budget&) const = default;
};

// The options of a request. An option that is not set takes the artifact's default.
struct Request {
  std::optional<double> alpha;  // 0 cheapest, 1 most accurate
  std::optional<Scoring> scoring;
  std::optional<std::uint32_t> nearest_clusters;  // default: the artifact's, or the mode's own if `scoring` differs
  std::vector<std::string> models;                // ids of the allowed models; empty: all
  std::vector<std::string> deny;                  // ids of excluded models
  std::vector<std::string> capabilities;          // required of a model, e.g. "tools", "images"
  std::optional<std::uint32_t> context_tokens;    // lowest context length; models of unknown length are kept
  std::optional<double> max_cost_usd;             // highest expected cost of the query; excludes unknown costs
  std::optional<double> min_accuracy;             // lowest expected accuracy, 0 to 1
  std::optional<Budget> budget;                   // excludes alpha

  bool operator==(const Request&) const = default;
};

// The member that an option sets. Its type is the option's type.
using OptionField = std::variant<std::optional<double> Request::*, std::optional<std::uint32_t> Request::*,
                                 std::optional<Scoring> Request::*, std::vector<std::string> Request::*,
                                 std::optional<double> Budget::*>;

// One row of the list. An option of Budget is a member of the JSON object "budget"; its header and flag stand alone.
struct Option {
  std::string_view name;  // JSON key, e.g. "max_cost_usd"
  OptionField field;
  std::string_view help;  // noun phrase without a full stop, for --help and the npm package
};

// Every option, in the order of the documentation. Static storage.
std::span<const Option> request_options();

// Returns the name of the request header, e.g. "x-alpharoute-max-cost-usd".
std::string header_name(const Option& option);

// Returns the command-line flag, e.g. "--max-cost-usd".
std::string flag_name(const Option& option);

// True if `key` is a top-level key of a JSON request: the name of an option, or "budget".
bool is_request_key(std::string_view key);

// A string member that the caller accepts in the same JSON object, e.g. the gateway's "conversation".
struct ExtraMember {
  std::string_view key;
  std::string* value;
};

// Reads the options from a JSON object. `null` counts as not set. Error::invalid_argument for an unknown key or a value
// of another type; Router::plan checks the ranges.
Result<Request> parse_request(std::string_view json);

// Reads the options into an existing request; keeps what `json` does not name. After an error `request` is unspecified.
Result<void> parse_request(std::string_view json, Request& request, std::span<const ExtraMember> extra = {});

// Sets `option` from the text of a header or a flag: a number, a scoring mode, or a list separated by commas.
// Error::invalid_argument, with `place` (the header's or flag's name), for text of another type.
Result<void> read_option(const Option& option, std::string_view text, std::string_view place, Request& request);

}  // namespace alpharoute
