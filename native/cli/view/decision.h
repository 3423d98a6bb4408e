// A decision as people read it.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/decision.h"

namespace alpharoute::cli {

// The chosen model and why: all models with what to expect of them, the clusters, the dial.
std::string decision_text(const Decision& decision, const Artifact& artifact);

// The dial from 0 to 1 as one bar of letters, with a legend of which model wins from where.
std::string spectrum_text(const Decision& decision, const Artifact& artifact);

}  // namespace alpharoute::cli
