// Extends a fitted router with a model of which only a few answers are labelled.
#pragma once

#include <string>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"

namespace alpharoute::fit {

// The artifact with `info` as its last model. `dataset` has a column named info.id; rows without an answer in it do not
// count. `embeddings` has a row for each of its rows, made by the artifact's embedder.
//
// What is expected of the model follows the known models: its accuracy is regressed on theirs, shrunk towards their
// average (a prompt that is hard for all is hard for it too); where the data also hold known models' answers to the
// same prompts, they tell by how much these happened to be hard, which a few labels need to know. Each cluster with
// answers is then corrected by them, as far as known models stray from such a forecast themselves. The raw profile
// holds the answers alone, so that `paper` leaves the model out where it has none. The scales of the dial stay as they
// are. Source: docs/method.md, "A new model".
//
// Error::bad_data if the model is known already, there is no answer, or the artifact has no posterior; and the errors
// of embeddings that do not fit.
Result<Artifact> add_model(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const ModelInfo& info);

}  // namespace alpharoute::fit
