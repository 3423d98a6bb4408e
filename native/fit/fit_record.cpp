#include "fit/fit_record.h"

#include <nlohmann/json.hpp>

#include "base/strict_json.h"

namespace alpharoute::data {

nlohmann::ordered_json to_json(const Provenance& provenance) {
  return {{"tool_version", provenance.tool_version},
          {"data_sha256", provenance.data_sha256},
          {"rows", provenance.rows},
          {"train_rows", provenance.train_rows},
          {"seed", provenance.seed},
          {"train_ratio", provenance.train_ratio},
          {"clusters", provenance.clusters},
          {"starts", provenance.starts},
          {"costs", provenance.costs},
          {"answer_tokens", provenance.answer_tokens}};
}

Result<Provenance> read_provenance(const std::string& fit_json) {
  try {
    const nlohmann::json json = nlohmann::json::parse(fit_json);
    return Provenance{json.at("tool_version"), json.at("data_sha256"),  json.at("rows"),     json.at("train_rows"),
                      json.at("seed"),         json.at("train_ratio"),  json.at("clusters"), json.at("starts"),
                      json.at("costs"),        json.at("answer_tokens")};
  } catch (const nlohmann::json::exception&) {
    return Error{ErrorCode::bad_format,
                 "the artifact does not say how it was fitted, so its test rows can't be found. Pass --rows all."};
  }
}

}  // namespace alpharoute::data
