// The data of the evaluation report.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace alpharoute::report {

// Unknown numbers are NaN, unknown names are empty.
inline constexpr double kUnknownNumber = std::numeric_limits<double>::quiet_NaN();

struct Outcome {
  double accuracy = kUnknownNumber, accuracy_macro = kUnknownNumber;  // 0 to 1
  double cost = kUnknownNumber;                                       // USD per 1,000 queries
  std::vector<double> shares;                                         // [m] 0 to 1
  std::vector<double> datasets;                                       // [d] accuracies
  double optimal_rate = kUnknownNumber;                               // 0 to 1
  double accuracy_regret = kUnknownNumber;                            // points of accuracy, 0 to 1
  double excess_cost = kUnknownNumber;                                // USD per 1,000 queries
  double unanswered = kUnknownNumber, undecided = kUnknownNumber;     // rows
};

struct CurvePoint {
  double alpha;
  Outcome outcome;
};

// A routing method over all alphas.
struct Curve {
  std::string name;
  std::vector<CurvePoint> points;  // by rising alpha
};

using Numbers = std::vector<std::pair<std::string, double>>;  // by name

struct Claims {
  double accuracy_gain, cost_saved_equal, cost_saved_90;
  double alpha_best, alpha_equal, alpha_90;
  std::string best_single;
};

struct Bin {
  double low, high, count, expected, observed;
};

struct Calibration {
  double ece, brier;
  std::vector<Bin> bins;
};

struct Cluster {
  double id, size, best_accuracy, cheapest_good_cost;  // USD per query
  std::string label, best_model, cheapest_good_model;
};

struct Interval {
  std::string name;
  double mean, low, high;
};

// Results with another number of clusters, or another nearest_clusters.
struct Variation {
  double parameter, aiq, accuracy, cost_save;
};

// Results on a data set that was left out of the fit.
struct HoldOutResult {
  std::string dataset, best_of_others;
  double rows, novelty;
  double router, others, hindsight, oracle;  // accuracies
};

struct Facts {
  std::vector<std::string> models, datasets, short_models;
  std::vector<Outcome> singles;  // [m]
  Outcome oracle, random, dataset_oracle;
  Curve router;               // named "router"
  std::vector<Curve> others;  // the other routing methods
  std::optional<Claims> claims;
  double elbow_accuracy, elbow_cost;  // alpha
  Calibration calibration, calibration_chosen;
  std::vector<Cluster> clusters;
  Numbers metrics;
  std::vector<std::pair<std::string, Numbers>> curve_metrics;
  double seeds;
  std::vector<Interval> seed_metrics;
  std::vector<std::pair<std::string, std::vector<Interval>>> seed_pairs;
  std::vector<HoldOutResult> hold_outs;
  std::vector<Variation> robustness_k, robustness_p;
  std::string which_rows, costs, scoring, artifact;
  double rows, nearest_clusters, novelty;

  // Column of the single model with the highest accuracy; ties go to the cheaper one. Empty if no accuracy is known.
  std::optional<std::size_t> best_single() const;
};

}  // namespace alpharoute::report
