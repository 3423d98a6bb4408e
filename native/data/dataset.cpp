#include "data/dataset.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "alpharoute/sha256.h"
#include "base/files.h"
#include "base/lines.h"
#include "data/row.h"

namespace alpharoute::data {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

// Numbers names in order of their first use.
class NameIndex {
 public:
  std::uint32_t operator[](const std::string& name) {
    return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  // Returns the names sorted. `new_number[old]` becomes the index of a name in them.
  std::vector<std::string> sorted(std::vector<std::uint32_t>& new_number) const {
    std::vector<std::string> names;
    new_number.resize(numbers_.size());
    for (const auto& [name, old] : numbers_) {
      new_number[old] = static_cast<std::uint32_t>(names.size());
      names.push_back(name);
    }
    return names;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

struct Cell {
  std::size_t row;
  std::uint32_t model;
  Answer answer;
};

// Collects rows; the matrices are built at the end, when all models are known.
class Builder {
 public:
  explicit Builder(const ReadOptions& options) : options_(options) {}

  void add(Row row) {
    for (const auto& [model, answer] : row.answers) cells_.push_back({dataset_.rows(), models_[model], answer});
    dataset_.group.push_back(groups_[row.group]);
    dataset_.queries.push_back(std::move(row.query));
  }

  void skip(std::string problem) { dataset_.skipped.push_back(std::move(problem)); }

  Dataset build() {
    std::vector<std::uint32_t> model_number, group_number;
    dataset_.models = models_.sorted(model_number);
    dataset_.groups = groups_.sorted(group_number);
    for (std::uint32_t& group : dataset_.group) group = group_number[group];
    dataset_.score.assign(dataset_.rows() * dataset_.models.size(), kUnknown);
    dataset_.cost = dataset_.score;
    for (const Cell& cell : cells_) {
      const std::size_t place = dataset_.cell(cell.row, model_number[cell.model]);
      if (cell.answer.score) dataset_.score[place] = static_cast<float>(*cell.answer.score);
      dataset_.cost[place] = cost(cell, dataset_.models[model_number[cell.model]]);
    }
    return std::move(dataset_);
  }

 private:
  float cost(const Cell& cell, const std::string& model) {
    if (cell.answer.cost) {
      ++dataset_.costs.recorded;
      return static_cast<float>(*cell.answer.cost);
    }
    const auto price = options_.prices ? options_.prices->find(model) : Prices::const_iterator{};
    if (!options_.prices || price == options_.prices->end()) {
      ++dataset_.costs.unknown;
      return kUnknown;
    }
    ++dataset_.costs.estimated;
    const double prompt_tokens = cell.answer.prompt_tokens.value_or(estimated_tokens(dataset_.queries[cell.row]));
    const double answer_tokens = cell.answer.completion_tokens.value_or(options_.answer_tokens);
    return static_cast<float>(price_of(price->second, prompt_tokens, answer_tokens));
  }

  const ReadOptions& options_;
  Dataset dataset_;
  NameIndex models_, groups_;
  std::vector<Cell> cells_;
};

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t") == std::string::npos; }

void digest_text(Sha256& digest, const std::string& text) {
  const std::uint64_t length = text.size();
  digest.update(std::as_bytes(std::span(&length, 1)));
  digest.update(base::as_bytes(text));
}

}  // namespace

std::string CostSources::name() const {
  const int kinds = (recorded > 0) + (estimated > 0) + (unknown > 0);
  if (kinds > 1) return "mixed";
  if (recorded > 0) return "recorded";
  return estimated > 0 ? "estimated" : "unknown";
}

Result<Dataset> read_dataset(const std::string& path, const ReadOptions& options) {
  Result<base::LineReader> lines = base::LineReader::open(path);
  if (!lines) return lines.error();
  Builder builder(options);
  std::size_t rows = 0;
  for (std::string line;;) {
    const Result<bool> more = lines->next(line);
    if (!more) return more.error();
    if (!*more) break;
    if (is_blank(line)) continue;
    Result<Row> row = parse_row(line, options.needs_records);
    if (row) {
      builder.add(*std::move(row));
      ++rows;
      continue;
    }
    std::string problem = path + ":" + std::to_string(lines->line_number()) + ": " + row.error().message;
    if (!options.skip_bad) {
      return Error{ErrorCode::bad_data, problem + ". Fix or remove the line, or pass --skip-bad to skip it."};
    }
    builder.skip(std::move(problem));
  }
  if (rows == 0) {
    return Error{ErrorCode::bad_data,
                 path + ": contains no rows. Pass a JSONL file with a query and records on each line."};
  }
  return builder.build();
}

Result<Dataset> select_models(const Dataset& dataset, const std::vector<std::string>& models) {
  Dataset selected = dataset;
  selected.models = models;
  selected.score.clear();
  selected.cost.clear();
  std::vector<std::size_t> columns;
  for (const std::string& model : models) {
    const auto found = std::find(dataset.models.begin(), dataset.models.end(), model);
    if (found == dataset.models.end()) {
      std::string known;
      for (const std::string& name : dataset.models) known += (known.empty() ? "" : ", ") + name;
      return Error{ErrorCode::bad_data,
                   "no row has an answer from the model \"" + model + "\". The models are " + known + "."};
    }
    columns.push_back(static_cast<std::size_t>(found - dataset.models.begin()));
  }
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    for (const std::size_t column : columns) {
      selected.score.push_back(dataset.score[dataset.cell(row, column)]);
      selected.cost.push_back(dataset.cost[dataset.cell(row, column)]);
    }
  }
  return selected;
}

std::string rows_sha256(const Dataset& dataset) {
  Sha256 digest;
  for (std::size_t row = 0; row < dataset.rows(); ++row) {
    digest_text(digest, dataset.groups[dataset.group[row]]);
    digest_text(digest, dataset.queries[row]);
  }
  return digest.hex();
}

}  // namespace alpharoute::data
