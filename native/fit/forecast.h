// Forecasts a new model's accuracy from the expected accuracies of the known models.
#pragma once

#include <Eigen/Core>

#include "alpharoute/artifact.h"
#include "fit/labelled_answers.h"

namespace alpharoute::fit {

// score ~ level + weights . (expected accuracies - means) + residual_weight * known_residual.
struct Forecast {
  double level;             // mean accuracy over the training prompts
  Eigen::VectorXd weights;  // [m] of the known models
  Eigen::VectorXd means;    // [m] their mean accuracies over the training prompts
  double residual_weight;   // 1: a prompt that is unexpectedly hard for the known models is as hard for the new one

  // Returns the forecast for answer `i`.
  double at(const LabelledAnswers& answers, Eigen::Index i) const {
    return level + weights.dot(answers.expected.row(i).transpose() - means) +
           residual_weight * answers.known_residual[i];
  }
};

// Fits by ridge regression towards weights of 1 / m and a residual_weight of 1. Needs at least one answer.
// Source: docs/method.md, "A new model".
Forecast fit_forecast(const LabelledAnswers& answers, const Eigen::VectorXd& means);

// Variance of a known model's true cell accuracies around their prediction from the other models' cells, pooled over
// the models and weighted by answers; the binomial variance of the cell means is subtracted. At least 1e-4.
// `cells` [m, k] are the posterior's accuracies, `means` [m] their means over the training prompts.
double residual_variance(const Artifact& artifact, const Eigen::MatrixXd& cells, const Eigen::VectorXd& means);

}  // namespace alpharoute::fit
