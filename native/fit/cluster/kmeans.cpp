#include "fit/cluster/kmeans.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "alpharoute/dot.h"
#include "fit/cluster/chunks.h"
#include "fit/cluster/lloyd.h"
#include "fit/cluster/seeding.h"

namespace alpharoute::fit {
namespace {

std::vector<float> squared_lengths(Rows rows) {
  std::vector<float> squares(rows.count);
  for (std::size_t r = 0; r < rows.count; ++r) {
    const std::span row(rows.row(r), rows.dimensions);
    squares[r] = dot(row, row);
  }
  return squares;
}

// Returns the variance of the rows' values, averaged over the dimensions.
double mean_variance(Rows rows, const std::vector<float>& squares) {
  std::vector<double> mean(rows.dimensions);
  double square = 0.0;
  const auto n = static_cast<double>(rows.count), d = static_cast<double>(rows.dimensions);
  for (std::size_t r = 0; r < rows.count; ++r) {
    for (std::size_t l = 0; l < rows.dimensions; ++l) mean[l] += static_cast<double>(rows.row(r)[l]) / n;
    square += static_cast<double>(squares[r]) / n;
  }
  double square_of_mean = 0.0;
  for (const double value : mean) square_of_mean += value * value;
  return std::max(square - square_of_mean, 0.0) / d;
}

// Assigns the rows with the core's distances, so that a training row has the cluster that a decision would find.
KMeans label_rows(Rows rows, Run run, base::Workers& workers) {
  KMeans result;
  result.labels.resize(rows.count);
  result.distances.resize(rows.count);
  result.centroids = std::move(run.centres);
  result.iterations = run.iterations;
  const std::size_t k = result.centroids.size() / rows.dimensions, chunks = count_chunks(rows.count);
  std::vector<double> inertia(chunks);
  workers.run(chunks, [&](std::size_t i) {
    const Chunk chunk = chunk_at(i, rows.count);
    std::vector<float> distances(k);
    for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
      squared_distances(result.centroids, {rows.row(r), rows.dimensions}, distances);
      const auto nearest = std::min_element(distances.begin(), distances.end());
      result.labels[r] = static_cast<std::uint32_t>(nearest - distances.begin());
      result.distances[r] = std::sqrt(*nearest);
      inertia[i] += static_cast<double>(*nearest);
    }
  });
  for (const double part : inertia) result.inertia += part;
  return result;
}

}  // namespace

KMeans kmeans(Rows rows, const KMeansOptions& options, const std::function<void(double)>& progress) {
  base::Workers workers(options.threads);
  const std::vector<float> squares = squared_lengths(rows);
  const double min_shift = options.tolerance * mean_variance(rows, squares);
  std::mt19937_64 random(options.seed);
  Run best;
  for (std::uint32_t start = 0; start < options.starts; ++start) {
    // Most runs end long before max_iterations: map the share so that the progress rises quickly at first.
    const auto report = [&](double share) { progress((start + 1.0 - std::exp(-10.0 * share)) / options.starts); };
    std::vector<float> centres = seed_centres(rows, squares, options.clusters, random, workers);
    Run run = run_lloyd(rows, squares, std::move(centres), min_shift, options.max_iterations, workers, report);
    if (start == 0 || run.inertia < best.inertia) best = std::move(run);
  }
  KMeans result = label_rows(rows, std::move(best), workers);
  progress(1.0);
  return result;
}

}  // namespace alpharoute::fit
