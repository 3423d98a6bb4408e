// A labelled data set: prompts, and how well and at what cost each model answered them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "alpharoute/status.h"
#include "data/prices.h"

namespace alpharoute::data {

// Where the costs of a data set come from, counted in answers.
struct CostSources {
  std::size_t recorded = 0;   // `usages` gave them
  std::size_t estimated = 0;  // from prices and tokens, recorded or guessed
  std::size_t unknown = 0;

  std::string name() const;  // "recorded", "estimated", "mixed" or "unknown"
};

struct Dataset {
  std::vector<std::string> queries;  // [n], in the order of the file; empty texts of rows that came without
  std::vector<std::string> models;   // [m], sorted
  std::vector<float> score;          // [n, m], 0 to 1; NaN: no answer
  std::vector<float> cost;           // [n, m], USD; NaN: unknown
  std::vector<std::string> groups;   // the `dataset` names, sorted
  std::vector<std::uint32_t> group;  // [n], index into groups
  CostSources costs;
  std::vector<std::string> skipped;  // what was wrong with each line left out

  std::size_t rows() const { return queries.size(); }
  std::size_t cell(std::size_t row, std::size_t model) const { return row * models.size() + model; }
};

struct ReadOptions {
  bool skip_bad = false;                               // leave bad lines out instead of stopping at the first
  bool needs_records = true;                           // false: prompts alone will do
  std::optional<Prices> prices;                        // to estimate costs where `usages` gives none
  std::uint32_t answer_tokens = kTypicalAnswerTokens;  // guessed where `usages` gives no tokens
};

// Reads JSONL, plain or .gz, one object a line (docs/formats.md, "Labelled data set"); blank lines are passed over.
// Error::bad_data, "<path>:<line>: <what>. <cure>", for the first bad line; the same for a file without a row.
Result<Dataset> read_dataset(const std::string& path, const ReadOptions& options = {});

// The data set with these models' columns alone, in this order. Error::bad_data for one that it does not have.
Result<Dataset> select_models(const Dataset& dataset, const std::vector<std::string>& models);

// SHA-256 over the rows' data set names and queries, in order: tells whether two files hold the same prompts.
std::string rows_sha256(const Dataset& dataset);

}  // namespace alpharoute::data
