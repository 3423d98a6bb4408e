// A labelled data set: prompts, and each model's score and cost on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "alpharoute/status.h"
#include "data/prices.h"

namespace alpharoute::data {

// Number of answers by the origin of their cost.
struct CostSources {
  std::size_t recorded = 0;   // given in `usages`
  std::size_t estimated = 0;  // from prices and numbers of tokens, recorded or assumed
  std::size_t unknown = 0;

  std::string name() const;  // "recorded", "estimated", "mixed" or "unknown"
};

struct Dataset {
  std::vector<std::string> queries;  // [n], in the order of the file; empty texts for rows from a rows file
  std::vector<std::string> models;   // [m], sorted when read from JSONL
  std::vector<float> score;          // [n, m], 0 to 1; NaN: no answer
  std::vector<float> cost;           // [n, m], USD; NaN: unknown
  std::vector<std::string> groups;   // the `dataset` names, sorted when read from JSONL
  std::vector<std::uint32_t> group;  // [n], index into groups
  CostSources costs;
  std::vector<std::string> skipped;  // an error message for each skipped line

  std::size_t rows() const { return queries.size(); }
  std::size_t cell(std::size_t row, std::size_t model) const { return row * models.size() + model; }
};

struct ReadOptions {
  bool skip_bad = false;                               // skip invalid lines instead of failing at the first
  bool needs_records = true;                           // false: lines without `records` are valid
  std::optional<Prices> prices;                        // to estimate costs that `usages` does not give
  std::uint32_t answer_tokens = kTypicalAnswerTokens;  // assumed where `usages` gives no tokens
};

// Reads JSONL, plain or .gz, one object per line (docs/formats.md, "Labelled data set"); skips blank lines.
// Error::bad_data, "<path>:<line>: <what>. <fix>", for the first invalid line, or for a file without a row.
Result<Dataset> read_dataset(const std::string& path, const ReadOptions& options = {});

// Returns the data set with only these models' columns, in this order. Error::bad_data for an unknown model.
Result<Dataset> select_models(const Dataset& dataset, const std::vector<std::string>& models);

// Returns the SHA-256 of the rows' data set names and queries, in order. Equal hashes mean the same prompts; scores and
// costs are not included.
std::string rows_sha256(const Dataset& dataset);

}  // namespace alpharoute::data
