#include "evaluate/errors.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "evaluate/baselines.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;

namespace {

// Five rows of two data sets, and three models by rising cost: a, b, c.
data::Dataset five_rows() {
  data::Dataset dataset;
  dataset.models = {"a", "b", "c"};
  dataset.groups = {"x", "y"};
  dataset.group = {0, 0, 0, 1, 1};
  dataset.queries.resize(5);
  dataset.score = {1.0f, 1.0f, 1.0f,  //
                   0.0f, 0.5f, 1.0f,  //
                   1.0f, NAN,  0.0f,  //
                   0.0f, 1.0f, 0.0f,  //
                   0.0f, 1.0f, 0.5f};
  dataset.cost = {0.001f, 0.002f, 0.004f,  //
                  0.001f, 0.002f, 0.004f,  //
                  0.001f, 0.002f, 0.004f,  //
                  0.001f, NAN,    0.004f,  //
                  0.001f, 0.002f, 0.004f};
  return dataset;
}

const std::vector<std::size_t> kRows = {0, 1, 2, 3, 4};

}  // namespace

TEST_CASE("a wrong choice has regret, a needlessly expensive one excess cost, and a choice can have both") {
  const Errors errors = evaluate::errors(five_rows(), kRows, Choices{2, 2, 2, 2, 2});
  REQUIRE(errors.optimal_selection_rate == Approx(2.0 / 5));
  REQUIRE(errors.accuracy_regret == Approx((0.0 + 0.0 + 1.0 + 1.0 + 0.5) / 5));
  // The cheapest model with at least the same score: a, c, a, a, b.
  REQUIRE(errors.excess_cost_per_1000 == Approx((3.0 + 0.0 + 3.0 + 3.0 + 2.0) / 5));
}

TEST_CASE("rows without a choice, its score or its cost are excluded from the errors that need them") {
  const Errors errors = evaluate::errors(five_rows(), kRows, Choices{0, kUndecided, 1, 1, kUndecided});
  REQUIRE(errors.optimal_selection_rate == 1.0);  // over two rows
  REQUIRE(errors.accuracy_regret == 0.0);
  REQUIRE(errors.excess_cost_per_1000 == 0.0);  // over one row
  const Errors nothing = evaluate::errors(five_rows(), kRows, Choices(5, kUndecided));
  REQUIRE(std::isnan(nothing.optimal_selection_rate));
  REQUIRE(std::isnan(nothing.accuracy_regret));
  REQUIRE(std::isnan(nothing.excess_cost_per_1000));
}

TEST_CASE("the oracle has no errors") {
  const data::Dataset dataset = five_rows();
  const Choices best = oracle_choices(dataset, kRows);
  REQUIRE(best == Choices{0, 2, 0, 1, 1});
  const Errors none = errors(dataset, kRows, best);
  REQUIRE(none.optimal_selection_rate == 1.0);
  REQUIRE(none.accuracy_regret == 0.0);
  REQUIRE(none.excess_cost_per_1000 == 0.0);
}

TEST_CASE("baselines are the best model, the cheapest, a random one and the best per data set") {
  const data::Dataset dataset = five_rows();
  Evaluation evaluation;
  for (std::int64_t model = 0; model < 3; ++model) {
    evaluation.single_models.push_back(measure(dataset, kRows, Choices(5, model)));
  }
  const Baselines baselines = evaluate::baselines(evaluation, dataset, kRows);
  REQUIRE(baselines.best_single == 1);  // a 0.4, b 3.5 of 4, c 0.5
  REQUIRE(baselines.cheapest == 0);
  REQUIRE(baselines.random.overall.accuracy == Approx((0.4 + 0.875 + 0.5) / 3));
  REQUIRE(baselines.random.overall.cost_per_1000 == Approx((1.0 + 2.0 + 4.0) / 3));
  REQUIRE(baselines.random.groups[1].accuracy == Approx((0.0 + 1.0 + 0.25) / 3));
  REQUIRE(baselines.random.shares == std::vector<double>(3, 1.0 / 3));
  // x: a 2/3, b 3/4, c 2/3; y: b.
  REQUIRE(group_oracle_choices(dataset, kRows) == Choices{1, 1, 1, 1, 1});
  REQUIRE(group_oracle_choices(dataset, std::vector<std::size_t>{2, 3}) == Choices{0, 1});
  REQUIRE(baselines.group_oracle.overall.accuracy == Approx(3.5 / 4));
  REQUIRE(baselines.group_oracle.unanswered == 1);
}

TEST_CASE("without known costs the cheapest model is the best single model") {
  data::Dataset dataset = five_rows();
  dataset.cost.assign(dataset.cost.size(), NAN);
  Evaluation evaluation;
  for (std::int64_t model = 0; model < 3; ++model) {
    evaluation.single_models.push_back(measure(dataset, kRows, Choices(5, model)));
  }
  REQUIRE(evaluate::baselines(evaluation, dataset, kRows).cheapest == 1);
}
