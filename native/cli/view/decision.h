// A decision as text.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/decision.h"

namespace alpharoute::cli {

// Returns the chosen model and the reasons: the expectations of all models, the clusters, the spectrum.
std::string decision_text(const Decision& decision, const Artifact& artifact);

// Returns the spectrum as a bar of letters, with a legend.
std::string spectrum_text(const Decision& decision, const Artifact& artifact);

}  // namespace alpharoute::cli
