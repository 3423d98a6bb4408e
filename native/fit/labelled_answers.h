// The labelled answers of a model that is new to a router, with the router's expectations for the same prompts.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "alpharoute/artifact.h"
#include "alpharoute/status.h"
#include "data/dataset.h"
#include "embed/embeddings.h"

namespace alpharoute::fit {

struct LabelledAnswers {
  Eigen::MatrixXd expected;            // [n, m] expected accuracy of each known model
  Eigen::VectorXd known_residual;      // [n] mean of (score - expected) over the known models' answers; 0 without any
  Eigen::VectorXd score;               // [n] of the new model
  std::vector<float> cost;             // [n] of the new model, USD; NaN: unknown
  std::vector<std::uint32_t> cluster;  // [n] the nearest
  std::vector<std::size_t> rows;       // [n] of the data set, ascending
};

// Collects the rows of `dataset` that have a score for `model_id`, which must be one of its models. `embeddings` has
// one row per row of `dataset`. Fails like Router::create, plan and decide.
Result<LabelledAnswers> collect_answers(const Artifact& artifact, const data::Dataset& dataset,
                                        const embed::Embeddings& embeddings, const std::string& model_id);

}  // namespace alpharoute::fit
