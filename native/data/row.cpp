#include "data/row.h"

#include "base/strict_json.h"

namespace alpharoute::data {
namespace {

using nlohmann::json;

Error bad(std::string what) { return {ErrorCode::bad_data, std::move(what)}; }

Result<void> read_records(const json& records, Row& row) {
  if (!records.is_object()) return bad("\"records\" is not an object of scores by model");
  for (const auto& [model, score] : records.items()) {
    if (model.empty()) return bad("\"records\" contains an empty model name");
    if (!score.is_number()) return bad("the score of \"" + model + "\" is not a number");
    const double value = score.get<double>();
    if (!(value >= 0.0 && value <= 1.0)) {
      return bad("the score of \"" + model + "\" is " + score.dump() + ", but must be from 0 to 1");
    }
    row.answers[model].score = value;
  }
  return {};
}

// Reads a number of 0 or greater; nothing if the entry is missing or null.
Result<std::optional<double>> read_amount(const json& usage, const char* name, const std::string& model) {
  const auto found = usage.find(name);
  if (found == usage.end() || found->is_null()) return std::optional<double>();
  if (!found->is_number() || !(found->get<double>() >= 0.0)) {
    return bad("the " + std::string(name) + " of \"" + model + "\" is " + found->dump() +
               ", but must be a number, 0 or greater");
  }
  return std::optional(found->get<double>());
}

Result<void> read_usages(const json& usages, Row& row) {
  if (usages.is_null()) return {};
  if (!usages.is_object()) return bad("\"usages\" is not an object of usages by model");
  for (const auto& [model, usage] : usages.items()) {
    if (!usage.is_object()) return bad("the usage of \"" + model + "\" is not an object");
    Answer& answer = row.answers[model];
    for (auto [name, field] : {std::pair{"cost", &answer.cost},
                               {"prompt_tokens", &answer.prompt_tokens},
                               {"completion_tokens", &answer.completion_tokens}}) {
      const Result<std::optional<double>> amount = read_amount(usage, name, model);
      if (!amount) return amount.error();
      *field = *amount;
    }
  }
  return {};
}

}  // namespace

Result<Row> parse_row(std::string_view line, bool needs_records) {
  const Result<json> parsed = base::parse_json(line);
  if (!parsed) return bad("the line " + parsed.error().message);
  const json& object = *parsed;
  if (!object.is_object()) return bad("the line is not a JSON object");
  if (!object.contains("query") || !object["query"].is_string()) return bad("\"query\" is missing or not a string");
  Row row;
  row.query = object["query"].get<std::string>();
  if (row.query.find_first_not_of(" \t\r\n") == std::string::npos) return bad("\"query\" is empty");
  if (object.contains("dataset")) {
    if (!object["dataset"].is_string()) return bad("\"dataset\" is not a string");
    row.group = object["dataset"].get<std::string>();
  }
  if (needs_records && !object.contains("records")) return bad("\"records\" is missing");
  if (object.contains("records")) {
    if (auto done = read_records(object["records"], row); !done) return done.error();
  }
  if (object.contains("usages")) {
    if (auto done = read_usages(object["usages"], row); !done) return done.error();
  }
  return row;
}

}  // namespace alpharoute::data
