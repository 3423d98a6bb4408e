// Reads the report's data from the evaluation's JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/facts/facts.h"

namespace alpharoute::report {

// `evaluation` is the JSON of docs/formats.md, "Evaluation". Never fails: entries that are missing or have another type
// are unknown, and so are numbers beyond 1e15, so that every axis has a finite range.
Facts read_facts(const nlohmann::json& evaluation);

}  // namespace alpharoute::report
