// What the scoring mode `posterior` is made of: shrunk cells, the linear head, and the choice between them.
#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <cmath>

#include "fit/posterior/posterior.h"
#include "fit/posterior/shrink.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::fit;
using Eigen::ArrayXXd;
using Eigen::Index;

namespace {

// n answers of two models over `clusters` clusters in turn; model accuracies per cluster as given.
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

TEST_CASE("cells average the answers that there are, and count them") {
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

TEST_CASE("where clusters are alike, cells shrink to the models' overall means") {
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

TEST_CASE("where clusters differ, cells come nearer to the truth than the raw means") {
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

TEST_CASE("more noise shrinks more, more answers leave less variance") {
  const Sample few(120, alternating(12), 3), many(2400, alternating(12), 3);
  const Eigen::ArrayXd overall = known_means(few.score);
  const auto spread = [&](double scale) { return (few.shrunk(scale).mean.col(0) - overall[0]).abs().mean(); };
  REQUIRE(spread(0.5) > spread(1.0));
  REQUIRE(spread(1.0) > spread(2.0));
  REQUIRE(many.shrunk().variance.mean() < 0.5 * few.shrunk().variance.mean());
}

TEST_CASE("a cell without an answer is foretold from what the other model did there") {
  Sample sample(600, {{0.9, 0.9}, {0.2, 0.2}, {0.9, 0.9}, {0.2, 0.2}, {0.9, 0.9}, {0.2, 0.2}}, 4);
  for (Index row = 0; row < 600; ++row) {
    if (sample.labels[static_cast<std::size_t>(row)] < 2) sample.score(row, 1) = NAN;
  }
  const ShrunkCells shrunk = sample.shrunk();
  REQUIRE(shrunk.mean(0, 1) > 0.75);
  REQUIRE(shrunk.mean(1, 1) < 0.35);
  REQUIRE(shrunk.variance(0, 1) > shrunk.variance(2, 1));
}

TEST_CASE("a cluster of few answers leans on the clusters beside it before it leans on all") {
  // Two groups of six clusters each, far apart: in one the first model is good, in the other the second.
  std::vector<std::array<double, 2>> truth;
  Centroids centroids{12, 2, {}};
  for (int j = 0; j < 12; ++j) {
    truth.push_back(j < 6 ? std::array{0.9, 0.3} : std::array{0.2, 0.8});
    const float place = 0.05f * static_cast<float>(j % 6);
    centroids.values.insert(centroids.values.end(), {j < 6 ? 1.0f : place, j < 6 ? place : 1.0f});
  }
  double alone = 0.0, together = 0.0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Sample few(48, truth, seed);  // four answers a cluster
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
    alone += error(0.0);
    together += error(0.25);
  }
  REQUIRE(together < 0.7 * alone);
}

TEST_CASE("kriging solves the system of all cells that have answers, whichever are missing") {
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
  const Eigen::MatrixXd alike = kernel_matrix(centroids, 1.0);
  const ShrunkCells shrunk = shrink(cells, spread, alike, 0.5);

  // The same, written out: mean = overall + prior[:, seen] (prior[seen, seen] + noise)^-1 deviation.
  Eigen::MatrixXd prior(18, 18), noise = Eigen::MatrixXd::Zero(18, 18);
  std::vector<Index> seen;
  for (Index i = 0; i < 18; ++i) {
    if (cells.count(i / 2, i % 2) > 0.0) seen.push_back(i);
    for (Index j = 0; j < 18; ++j) {
      prior(i, j) = alike(i / 2, j / 2) * spread.between(i % 2, j % 2);
      if (i / 2 != j / 2) continue;
      const double most = std::max(cells.count(i / 2, i % 2), cells.count(j / 2, j % 2));
      if (most > 0.0) noise(i, j) = 0.5 * spread.within(i % 2, j % 2) / most;
    }
  }
  REQUIRE(seen.size() < 18);
  Eigen::VectorXd deviation(static_cast<Index>(seen.size()));
  for (std::size_t i = 0; i < seen.size(); ++i) {
    deviation[static_cast<Index>(i)] = cells.mean(seen[i] / 2, seen[i] % 2) - cells.overall[seen[i] % 2];
  }
  const Eigen::MatrixXd total = prior(seen, seen) + noise(seen, seen);
  const Eigen::VectorXd expected = prior(Eigen::all, seen) * total.ldlt().solve(deviation);
  for (Index i = 0; i < 18; ++i) {
    const double mean = std::clamp(cells.overall[i % 2] + expected[i], 0.0, 1.0);
    REQUIRE(shrunk.mean(i / 2, i % 2) == Approx(mean).margin(1e-6));
  }
}

TEST_CASE("an unknown cost stays unknown, and a rare one leans on how dear the cluster is") {
  Scores scores{ArrayXXd::Ones(40, 3), ArrayXXd(40, 3)};
  std::vector<std::uint32_t> labels;
  for (Index row = 0; row < 40; ++row) {
    const bool is_dear = row % 2 == 0;
    labels.push_back(is_dear ? 0 : 1);
    scores.cost.row(row) << (is_dear ? 0.03 : 0.01), (row < 2 ? (is_dear ? 0.003 : 0.001) : NAN), NAN;
  }
  const ArrayXXd cost = shrink_costs(scores, labels, 2);
  REQUIRE(std::isnan(cost(0, 2)));
  REQUIRE(cost(0, 0) == Approx(0.03).epsilon(0.1));
  REQUIRE(cost(0, 1) > 1.5 * cost(1, 1));
}

TEST_CASE("the head solves ridge regression, and a part taken off leaves that of the rest") {
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

TEST_CASE("cross-validation leaves the rows as they were, beats the overall means, and gives the same choice again") {
  std::mt19937 random(6);
  constexpr std::size_t n = 400, d = 8;
  std::vector<float> values = test::random_unit_rows(random, n, d);
  Scores scores{ArrayXXd(n, 2), ArrayXXd::Ones(n, 2)};
  scores.cost.col(1) *= 2.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double first = static_cast<double>(values[i * d]);
    scores.score.row(static_cast<Index>(i)) << 0.5, 0.55 + 0.4 * first;  // a straight line: work for the head
  }
  const std::vector<float> before = values;
  KMeansOptions options;
  options.clusters = 8;
  const PosteriorChoice choice = choose_posterior(values, n, d, scores, options, 8, [](double) {});
  REQUIRE(values == before);
  REQUIRE(choice.folds == 5);
  REQUIRE(choice.settings.head_share >= 0.75);
  REQUIRE(choice.error < 0.2 * choice.global_means);
  REQUIRE(choice.error <= choice.clusters_alone);
  const PosteriorChoice again = choose_posterior(values, n, d, scores, options, 8, [](double) {});
  REQUIRE(again.error == choice.error);
  REQUIRE(again.settings.ridge == choice.settings.ridge);
}

TEST_CASE("too few rows to choose by leave the defaults, and say so") {
  std::mt19937 random(7);
  std::vector<float> values = test::random_unit_rows(random, 20, 4);
  const Scores scores{ArrayXXd::Ones(20, 2), ArrayXXd::Ones(20, 2)};
  const PosteriorChoice choice = choose_posterior(values, 20, 4, scores, {}, 8, [](double) {});
  REQUIRE(choice.folds == 0);
  REQUIRE(choice.settings.head_share == PosteriorSettings().head_share);
}
