// What the evaluation report reads from the evaluation's JSON, with every unknown in one shape.
#pragma once

#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace alpharoute::evaluate::view {

inline constexpr double kUnknownNumber = std::numeric_limits<double>::quiet_NaN();

// Numbers that are missing, null or no numbers are NaN; names likewise are empty.
struct Outcome {
  double accuracy = kUnknownNumber, accuracy_macro = kUnknownNumber;  // 0 to 1
  double cost = kUnknownNumber;                                       // USD for 1,000 queries
  std::vector<double> shares;                                         // [m] 0 to 1
  std::vector<double> datasets;                                       // [d] accuracies
  double optimal_rate = kUnknownNumber, accuracy_regret = kUnknownNumber, money_wasted = kUnknownNumber;
  double unanswered = kUnknownNumber, undecided = kUnknownNumber;  // rows
};

struct Setting {
  double alpha;
  Outcome outcome;
};

struct Curve {
  std::string name;
  std::vector<Setting> settings;  // by rising alpha
};

using Numbers = std::vector<std::pair<std::string, double>>;

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
  double id, size, best_accuracy, cheapest_good_cost;  // USD a query
  std::string label, best_model, cheapest_good_model;
};

struct Interval {
  std::string name;
  double mean, low, high;
};

struct Trial {
  double parameter, aiq, accuracy, cost_save;
};

// What a router did on a data set that it was fitted without.
struct LeftOut {
  std::string dataset, best_of_others;
  double rows, novelty;
  double router, others, hindsight, oracle;  // accuracies
};

struct Facts {
  std::vector<std::string> models, datasets, short_models;
  std::vector<Outcome> singles;  // [m]
  Outcome oracle, random, dataset_oracle;
  Curve router;               // named "router"
  std::vector<Curve> others;  // the other ways to choose
  std::optional<Claims> claims;
  double elbow_accuracy, elbow_cost;  // alpha
  Calibration calibration, calibration_chosen;
  std::vector<Cluster> clusters;
  Numbers metrics;
  std::vector<std::pair<std::string, Numbers>> curve_metrics;
  double seeds;
  std::vector<Interval> seed_metrics;
  std::vector<std::pair<std::string, std::vector<Interval>>> seed_pairs;
  std::vector<LeftOut> left_out;
  std::vector<Trial> robustness_k, robustness_p;
  std::string which_rows, costs, scoring, artifact;
  double rows, nearest_clusters, novelty;

  // The column of the single model that is most accurate, the cheaper of equals; none if no accuracy is known.
  std::optional<std::size_t> best_single() const;
};

// Never fails: what `report` lacks, or has in another type, is unknown.
Facts read_facts(const nlohmann::json& report);

}  // namespace alpharoute::evaluate::view
