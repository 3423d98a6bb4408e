#include "fit/posterior/shrink.h"

#include <Eigen/Dense>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;
using Eigen::ArrayXXd;
using Eigen::Index;

namespace {

// Random answers of two models. Row i is in cluster i modulo the number of clusters; `accuracies` has the true accuracy
// of each model in each cluster.
struct Sample {
  ArrayXXd score;
  std::vector<std::uint32_t> labels;

  Sample(Index rows, const std::vector<std::array<double, 2>>& accuracies, std::uint32_t seed) : score(rows, 2) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    for (Index row = 0; row < rows; ++row) {
      const auto cluster = static_cast<std::size_t>(row) % accuracies.size();
      labels.push_back(static_cast<std::uint32_t>(cluster));
      for (Index model = 0; model < 2; ++model) {
        score(row, model) = uniform(random) < accuracies[cluster][static_cast<std::size_t>(model)] ? 1.0 : 0.0;
      }
    }
  }

  ShrunkCells shrunk(double noise_scale = 1.0) const {
    const Cells cells = average(score, labels, clusters());
    return shrink(cells, covariances(score, labels, cells), Eigen::MatrixXd::Identity(clusters(), clusters()),
                  noise_scale);
  }

  std::uint32_t clusters() const { return *std::max_element(labels.begin(), labels.end()) + 1; }
};

std::vector<std::array<double, 2>> alternating(std::size_t clusters) {
  std::vector<std::array<double, 2>> out;
  for (std::size_t j = 0; j < clusters; ++j) out.push_back(j % 2 == 0 ? std::array{0.9, 0.3} : std::array{0.2, 0.8});
  return out;
}

}  // namespace

TEST_CASE("cells average and count the known answers") {
  ArrayXXd values(3, 2);
  values << 1.0, NAN, 0.0, 0.5, 1.0, 1.0;
  const Cells cells = average(values, {0, 0, 1}, 2);
  REQUIRE(cells.mean(0, 0) == 0.5);
  REQUIRE(cells.mean(0, 1) == 0.5);
  REQUIRE(cells.mean(1, 1) == 1.0);
  REQUIRE(cells.count(0, 1) == 1.0);
  REQUIRE(cells.overall[0] == Approx(2.0 / 3.0));
  REQUIRE(cells.overall[1] == 0.75);
}

TEST_CASE("with similar clusters, cells shrink to the models' overall means") {
  const Sample sample(400, std::vector<std::array<double, 2>>(20, {0.7, 0.4}), 1);
  const Cells cells = average(sample.score, sample.labels, 20);
  const ShrunkCells shrunk = sample.shrunk();
  for (Index model = 0; model < 2; ++model) {
    const double raw = (cells.mean.col(model) - cells.overall[model]).abs().mean();
    const double left = (shrunk.mean.col(model) - cells.overall[model]).abs().mean();
    REQUIRE(raw > 0.07);
    REQUIRE(left < 0.35 * raw);
  }
}

TEST_CASE("with different clusters, shrunk cells are closer to the truth than the raw means") {
  const std::vector<std::array<double, 2>> truth = alternating(40);
  double raw = 0.0, shrunk_error = 0.0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Sample sample(400, truth, seed);
    const Cells cells = average(sample.score, sample.labels, 40);
    const ShrunkCells shrunk = sample.shrunk();
    for (Index j = 0; j < 40; ++j) {
      for (Index model = 0; model < 2; ++model) {
        const double true_accuracy = truth[static_cast<std::size_t>(j)][static_cast<std::size_t>(model)];
        raw += std::pow(cells.mean(j, model) - true_accuracy, 2);
        shrunk_error += std::pow(shrunk.mean(j, model) - true_accuracy, 2);
      }
    }
  }
  REQUIRE(shrunk_error < 0.8 * raw);
}

TEST_CASE("a larger noise scale shrinks more, and more answers reduce the variance") {
  const Sample few(120, alternating(12), 3), many(2400, alternating(12), 3);
  const Eigen::ArrayXd overall = known_means(few.score);
  const auto spread = [&](double scale) { return (few.shrunk(scale).mean.col(0) - overall[0]).abs().mean(); };
  REQUIRE(spread(0.5) > spread(1.0));
  REQUIRE(spread(1.0) > spread(2.0));
  REQUIRE(many.shrunk().variance.mean() < 0.5 * few.shrunk().variance.mean());
}

TEST_CASE("a cell without an answer is predicted from the other model's cell") {
  Sample sample(600, {{0.9, 0.9}, {0.2, 0.2}, {0.9, 0.9}, {0.2, 0.2}, {0.9, 0.9}, {0.2, 0.2}}, 4);
  for (Index row = 0; row < 600; ++row) {
    if (sample.labels[static_cast<std::size_t>(row)] < 2) sample.score(row, 1) = NAN;
  }
  const ShrunkCells shrunk = sample.shrunk();
  REQUIRE(shrunk.mean(0, 1) > 0.75);
  REQUIRE(shrunk.mean(1, 1) < 0.35);
  REQUIRE(shrunk.variance(0, 1) > shrunk.variance(2, 1));
}

TEST_CASE("a cluster with few answers is shrunk towards nearby clusters first") {
  // Two distant groups of six clusters: the first model is good in one group, the second model in the other.
  std::vector<std::array<double, 2>> truth;
  Centroids centroids{12, 2, {}};
  for (int j = 0; j < 12; ++j) {
    truth.push_back(j < 6 ? std::array{0.9, 0.3} : std::array{0.2, 0.8});
    const float place = 0.05f * static_cast<float>(j % 6);
    centroids.values.insert(centroids.values.end(), {j < 6 ? 1.0f : place, j < 6 ? place : 1.0f});
  }
  double independent = 0.0, correlated = 0.0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Sample few(48, truth, seed);  // four answers per cluster
    const Cells cells = average(few.score, few.labels, 12);
    const Covariances spread = covariances(few.score, few.labels, cells);
    const auto error = [&](double reach) {
      const ShrunkCells shrunk = shrink(cells, spread, kernel_matrix(centroids, reach), 1.0);
      double sum = 0.0;
      for (Index j = 0; j < 12; ++j) {
        for (Index model = 0; model < 2; ++model) {
          sum +=
              std::pow(shrunk.mean(j, model) - truth[static_cast<std::size_t>(j)][static_cast<std::size_t>(model)], 2);
        }
      }
      return sum;
    };
    independent += error(0.0);
    correlated += error(0.25);
  }
  REQUIRE(correlated < 0.7 * independent);
}

TEST_CASE("shrink solves the linear system of all cells with answers, for any missing cells") {
  std::mt19937 random(9);
  const Sample sample = [&] {
    Sample out(90, alternating(9), 10);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    for (Index row = 0; row < 90; ++row) {
      for (Index model = 0; model < 2; ++model) {
        if (uniform(random) < 0.3 || (row % 9 == 4 && model == 1)) out.score(row, model) = NAN;
      }
    }
    return out;
  }();
  const Cells cells = average(sample.score, sample.labels, 9);
  const Covariances spread = covariances(sample.score, sample.labels, cells);
  const Centroids centroids{9, 3, test::random_unit_rows(random, 9, 3)};
  const Eigen::MatrixXd kernel = kernel_matrix(centroids, 1.0);
  const ShrunkCells shrunk = shrink(cells, spread, kernel, 0.5);

  // Directly: mean = overall + prior[:, observed] (prior[observed, observed] + noise)^-1 deviation.
  Eigen::MatrixXd prior(18, 18), noise = Eigen::MatrixXd::Zero(18, 18);
  std::vector<Index> observed;
  for (Index i = 0; i < 18; ++i) {
    if (cells.count(i / 2, i % 2) > 0.0) observed.push_back(i);
    for (Index j = 0; j < 18; ++j) {
      prior(i, j) = kernel(i / 2, j / 2) * spread.between(i % 2, j % 2);
      if (i / 2 != j / 2) continue;
      const double larger = std::max(cells.count(i / 2, i % 2), cells.count(j / 2, j % 2));
      if (larger > 0.0) noise(i, j) = 0.5 * spread.within(i % 2, j % 2) / larger;
    }
  }
  REQUIRE(observed.size() < 18);
  Eigen::VectorXd deviation(static_cast<Index>(observed.size()));
  for (std::size_t i = 0; i < observed.size(); ++i) {
    deviation[static_cast<Index>(i)] = cells.mean(observed[i] / 2, observed[i] % 2) - cells.overall[observed[i] % 2];
  }
  const Eigen::MatrixXd total = prior(observed, observed) + noise(observed, observed);
  const Eigen::VectorXd expected = prior(Eigen::all, observed) * total.ldlt().solve(deviation);
  for (Index i = 0; i < 18; ++i) {
    const double mean = std::clamp(cells.overall[i % 2] + expected[i], 0.0, 1.0);
    REQUIRE(shrunk.mean(i / 2, i % 2) == Approx(mean).margin(1e-6));
  }
}

TEST_CASE("an unknown cost is NaN, and one with few answers is shrunk towards the cluster's relative cost") {
  Scores scores{ArrayXXd::Ones(40, 3), ArrayXXd(40, 3)};
  std::vector<std::uint32_t> labels;
  for (Index row = 0; row < 40; ++row) {
    const bool is_expensive = row % 2 == 0;
    labels.push_back(is_expensive ? 0 : 1);
    scores.cost.row(row) << (is_expensive ? 0.03 : 0.01), (row < 2 ? (is_expensive ? 0.003 : 0.001) : NAN), NAN;
  }
  const ArrayXXd cost = shrink_costs(scores, labels, 2);
  REQUIRE(std::isnan(cost(0, 2)));
  REQUIRE(cost(0, 0) == Approx(0.03).epsilon(0.1));
  REQUIRE(cost(0, 1) > 1.5 * cost(1, 1));
}
