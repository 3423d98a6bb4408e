#include "fit/posterior/head.h"

#include <Eigen/Dense>
#include <catch2/catch.hpp>

#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;
using Eigen::ArrayXXd;
using Eigen::Index;

TEST_CASE("the head solves ridge regression, also after a part is subtracted") {
  std::mt19937 random(5);
  constexpr Index n = 300, d = 6;
  const std::vector<float> values = test::random_unit_rows(random, n, d);
  const Rows rows{values.data(), n, d};
  Scores scores{ArrayXXd::Random(n, 2).abs(), ArrayXXd::Zero(n, 2)};
  const Eigen::RowVectorXf centre = mean_row(rows);
  HeadSums whole(2, centre), part(2, centre);
  whole.add(rows, scores, 0, n);
  part.add(rows, scores, 0, 100);
  const Head head = whole.without(part).solve(2.0);

  const Eigen::Map<const Eigen::Matrix<float, n, d, Eigen::RowMajor>> all(values.data());
  const Eigen::MatrixXd x = (all.bottomRows(200).rowwise() - centre).cast<double>();
  for (Index model = 0; model < 2; ++model) {
    const Eigen::VectorXd y = scores.score.col(model).tail(200);
    const Eigen::VectorXd centred = y.array() - y.mean();
    const Eigen::VectorXd expected =
        (x.transpose() * x + 2.0 * Eigen::MatrixXd::Identity(d, d)).ldlt().solve(x.transpose() * centred);
    for (Index j = 0; j < d; ++j) REQUIRE(head.weights(model, j) == Approx(expected[j]).margin(1e-5));
    const double at_centre = head.weights.row(model).dot(centre.cast<double>()) + head.offset[model];
    REQUIRE(at_centre == Approx(y.mean()).margin(1e-5));
  }
}
