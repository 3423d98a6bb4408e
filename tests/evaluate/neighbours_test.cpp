#include "evaluate/neighbours.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "evaluate/random_dataset.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::evaluate;
using namespace alpharoute::test;

namespace {

double mean_of(const data::Dataset& dataset, const std::vector<float>& matrix, const std::vector<std::size_t>& rows,
               std::size_t model) {
  double sum = 0.0;
  int count = 0;
  for (const std::size_t row : rows) {
    const float value = matrix[dataset.cell(row, model)];
    if (std::isnan(value)) continue;
    sum += static_cast<double>(value);
    ++count;
  }
  return sum / count;
}

// Direct implementation of the definition in the header.
std::int64_t by_neighbours(const data::Dataset& dataset, const embed::Embeddings& embeddings,
                           const std::vector<std::size_t>& training, std::size_t row, double alpha, std::size_t count) {
  std::vector<std::size_t> near = training;
  const auto cosine = [&](std::size_t other) {
    double sum = 0.0;
    for (std::size_t j = 0; j < kDimensions; ++j) {
      sum += static_cast<double>(embeddings.row(row)[j]) * static_cast<double>(embeddings.row(other)[j]);
    }
    return sum;
  };
  std::sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) { return cosine(a) > cosine(b); });
  near.resize(std::min(count, near.size()));
  double lows[2] = {9.0, 9.0}, highs[2] = {-9.0, -9.0};
  for (std::size_t model = 0; model < kModels; ++model) {
    const double means[2] = {mean_of(dataset, dataset.score, training, model),
                             mean_of(dataset, dataset.cost, training, model)};
    for (int i = 0; i < 2; ++i) {
      lows[i] = std::min(lows[i], means[i]);
      highs[i] = std::max(highs[i], means[i]);
    }
  }
  std::int64_t best = kUndecided;
  double highest = -1e9;
  for (std::size_t model = 0; model < kModels; ++model) {
    const double quality = (mean_of(dataset, dataset.score, near, model) - lows[0]) / (highs[0] - lows[0]);
    const double cheapness = 1.0 - (mean_of(dataset, dataset.cost, near, model) - lows[1]) / (highs[1] - lows[1]);
    const double score = alpha == 1.0 ? quality : alpha * quality + (1.0 - alpha) * cheapness;
    if (!(score > highest)) continue;
    highest = score;
    best = static_cast<std::int64_t>(model);
  }
  return best;
}

}  // namespace

TEST_CASE("neighbour choices match the definition row by row, for any number of threads") {
  std::mt19937 random(6);
  const data::Dataset dataset = random_dataset(random, 150);
  const embed::Embeddings embeddings{{"test", kDimensions, ""}, test::random_unit_rows(random, 150, kDimensions)};
  const std::vector<std::size_t> training = numbers(40, 150), rows = numbers(0, 40);
  const std::vector<double> alphas = {0.0, 0.3, 0.7, 1.0};
  for (const std::size_t count : {std::size_t{2}, std::size_t{20}, std::size_t{1000}}) {
    const auto choices = neighbour_choices(dataset, embeddings, training, rows, alphas, count, 1);
    REQUIRE(neighbour_choices(dataset, embeddings, training, rows, alphas, count, 3) == choices);
    for (std::size_t a = 0; a < alphas.size(); ++a) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO("alpha " << alphas[a] << ", row " << i << ", " << count << " neighbours");
        REQUIRE(choices[a][i] == by_neighbours(dataset, embeddings, training, rows[i], alphas[a], count));
      }
    }
  }
}
