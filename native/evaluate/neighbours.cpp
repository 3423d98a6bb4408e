#include "evaluate/neighbours.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "alpharoute/dot.h"
#include "alpharoute/spectrum.h"
#include "base/workers.h"
#include "evaluate/mean.h"

namespace alpharoute::evaluate {
namespace {

constexpr std::size_t kQueries = 32;         // queries per task: each block of training rows is read once for all
constexpr std::size_t kBlockFloats = 32768;  // training floats per block: 128 KiB, which stays in the cache

// Means of scores and costs over the added rows, by model.
struct Expected {
  std::vector<Mean> accuracy, cost;

  explicit Expected(std::size_t models) : accuracy(models), cost(models) {}

  void add(const data::Dataset& dataset, std::size_t row) {
    for (std::size_t model = 0; model < accuracy.size(); ++model) {
      accuracy[model].add(static_cast<double>(dataset.score[dataset.cell(row, model)]));
      cost[model].add(static_cast<double>(dataset.cost[dataset.cell(row, model)]));
    }
  }
};

// Min-max normalisation by the lowest and the highest known mean.
struct Scale {
  double low = kUnknown, high = kUnknown;

  explicit Scale(const std::vector<Mean>& means) {
    for (const Mean& mean : means) {
      low = std::fmin(low, mean.value());
      high = std::fmax(high, mean.value());
    }
  }

  double normalise(double value) const { return high > low ? (value - low) / (high - low) : 0.0 * value; }
};

// Copies the training rows into one matrix.
std::vector<float> gather(const embed::Embeddings& embeddings, std::span<const std::size_t> training) {
  std::vector<float> rows;
  rows.reserve(training.size() * embeddings.made_by.dimensions);
  for (const std::size_t row : training) {
    const std::span<const float> values = embeddings.row(row);
    rows.insert(rows.end(), values.begin(), values.end());
  }
  return rows;
}

// Fills similarities[q * n + i] with the cosine of query q and training row i: the dot product of unit vectors.
void compare(std::span<const float> training, const embed::Embeddings& embeddings, std::span<const std::size_t> queries,
             std::vector<float>& similarities) {
  const std::size_t d = embeddings.made_by.dimensions, n = training.size() / d;
  const std::size_t block = std::max<std::size_t>(1, kBlockFloats / d);
  similarities.resize(queries.size() * n);
  for (std::size_t begin = 0; begin < n; begin += block) {
    const std::size_t size = std::min(block, n - begin);
    for (std::size_t q = 0; q < queries.size(); ++q) {
      dots(training.subspan(begin * d, size * d), embeddings.row(queries[q]),
           std::span(similarities).subspan(q * n + begin, size));
    }
  }
}

// Fills `order` with the indices of the `count` highest similarities, in no particular order.
void nearest(std::span<const float> similarities, std::size_t count, std::vector<std::size_t>& order) {
  order.resize(similarities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto is_nearer = [&](std::size_t a, std::size_t b) {
    return similarities[a] > similarities[b] || (similarities[a] == similarities[b] && a < b);
  };
  if (count < order.size()) {
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), is_nearer);
    order.resize(count);
  }
}

std::int64_t choose(const std::vector<Line>& lines, double alpha) {
  const std::size_t winner = best(lines, alpha);
  return winner == kNoModel ? kUndecided : static_cast<std::int64_t>(winner);
}

}  // namespace

std::vector<Choices> neighbour_choices(const data::Dataset& dataset, const embed::Embeddings& embeddings,
                                       std::span<const std::size_t> training, std::span<const std::size_t> rows,
                                       std::span<const double> alphas, std::size_t count, unsigned threads) {
  const std::size_t models = dataset.models.size();
  Expected overall(models);
  for (const std::size_t row : training) overall.add(dataset, row);
  const Scale quality(overall.accuracy), cost(overall.cost);
  const std::vector<float> vectors = gather(embeddings, training);
  std::vector<Choices> choices(alphas.size(), Choices(rows.size()));

  base::Workers workers(threads);
  workers.run((rows.size() + kQueries - 1) / kQueries, [&](std::size_t task) {
    const std::size_t begin = task * kQueries, size = std::min(kQueries, rows.size() - begin);
    std::vector<float> similarities;
    std::vector<std::size_t> order;
    std::vector<Line> lines(models);
    compare(vectors, embeddings, rows.subspan(begin, size), similarities);
    for (std::size_t q = 0; q < size; ++q) {
      nearest(std::span(similarities).subspan(q * training.size(), training.size()), count, order);
      Expected here(models);
      for (const std::size_t near : order) here.add(dataset, training[near]);
      for (std::size_t model = 0; model < models; ++model) {
        lines[model] = {quality.normalise(here.accuracy[model].value()),
                        1.0 - cost.normalise(here.cost[model].value())};
      }
      for (std::size_t a = 0; a < alphas.size(); ++a) choices[a][begin + q] = choose(lines, alphas[a]);
    }
  });
  return choices;
}

}  // namespace alpharoute::evaluate
