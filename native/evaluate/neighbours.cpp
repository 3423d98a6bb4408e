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

// Queries that share a look at the training rows, and floats of training rows that stay in the cache meanwhile.
constexpr std::size_t kQueries = 32;
constexpr std::size_t kBlockFloats = 32768;

// Means of scores and costs over some rows, by model.
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

// From the lowest known mean to the highest.
struct Scale {
  double low = kUnknown, high = kUnknown;

  explicit Scale(const std::vector<Mean>& means) {
    for (const Mean& mean : means) {
      low = std::fmin(low, mean.value());
      high = std::fmax(high, mean.value());
    }
  }

  double place(double value) const { return high > low ? (value - low) / (high - low) : 0.0 * value; }
};

// The training rows side by side.
std::vector<float> gather(const embed::Embeddings& embeddings, std::span<const std::size_t> training) {
  std::vector<float> rows;
  rows.reserve(training.size() * embeddings.made_by.dimensions);
  for (const std::size_t row : training) {
    const std::span<const float> values = embeddings.row(row);
    rows.insert(rows.end(), values.begin(), values.end());
  }
  return rows;
}

// similarities[q * n + i] of query q and training row i; unit lengths make the product the cosine.
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
        lines[model] = {quality.place(here.accuracy[model].value()), 1.0 - cost.place(here.cost[model].value())};
      }
      for (std::size_t a = 0; a < alphas.size(); ++a) choices[a][begin + q] = choose(lines, alphas[a]);
    }
  });
  return choices;
}

}  // namespace alpharoute::evaluate
