// Adds a model with few labelled answers to a fitted router.
#pragma once

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"

namespace alpharoute::fit {

// Returns `artifact` with `info` as its last model. `dataset` has a column named info.id; rows without an answer in it
// are ignored. `embeddings` has one row per row of `dataset`, made by the artifact's embedder.
//
// The new model's accuracy in each cluster is forecast from the known models' (see forecast.h), then corrected by the
// cluster's own answers. Known models' answers to the same prompts improve the forecast: they show whether these
// prompts are unusually hard. The raw profile contains only the answers, so with `paper` scoring the model is
// ineligible near a cluster without any. The score scales do not change. Source: docs/method.md, "A new model".
//
// Error::bad_data if the router already has the model, there is no answer, the artifact has no posterior, or the
// embeddings do not match; Error::wrong_embedder for another embedder's.
Result<Artifact> add_model(const Artifact& artifact, const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const ModelInfo& info);

}  // namespace alpharoute::fit
