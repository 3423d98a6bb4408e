// A decision as the JSON that machines see, the same on the command line and over HTTP.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "alpharoute/artifact.h"
#include "alpharoute/decision.h"

namespace alpharoute::data {

// Names as in docs/formats.md, "Decision". Unknown values, and the score of a model that is not eligible, are null.
nlohmann::ordered_json to_json(const Decision& decision, const Artifact& artifact);

}  // namespace alpharoute::data
