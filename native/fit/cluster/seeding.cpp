#include "fit/cluster/seeding.h"

#include <algorithm>
#include <cmath>

#include "fit/cluster/chunks.h"
#include "fit/cluster/products.h"

namespace alpharoute::fit {
namespace {

// Returns a uniform value in [0, 1), the same on every platform: the distributions of the standard library differ.
double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

class Seeder {
 public:
  Seeder(Rows rows, const std::vector<float>& squares, base::Workers& workers)
      : rows_(rows), squares_(squares), workers_(workers), chunk_sums_(count_chunks(rows.count)) {}

  std::vector<float> run(std::uint32_t clusters, std::mt19937_64& random) {
    const std::size_t d = rows_.dimensions;
    const auto candidates = static_cast<std::size_t>(2.0 + std::log(static_cast<double>(clusters)));
    std::vector<float> centres(clusters * d);
    nearest_.assign(rows_.count, INFINITY);
    add_centre(static_cast<std::size_t>(uniform(random) * static_cast<double>(rows_.count)), centres.data());
    for (std::uint32_t i = 1; i < clusters; ++i) {
      const std::vector<std::size_t> drawn = draw(std::min(candidates, rows_.count), random);
      add_centre(best_of(drawn), &centres[i * d]);
    }
    return centres;
  }

 private:
  // Copies the row to `centre` and updates the distances to the nearest centre.
  void add_centre(std::size_t row, float* centre) {
    std::copy_n(rows_.row(row), rows_.dimensions, centre);
    workers_.run(chunk_sums_.size(), [&](std::size_t i) {
      const Chunk chunk = chunk_at(i, rows_.count);
      float dots[kChunkRows];
      products(rows_.row(chunk.begin), chunk.size(), centre, 1, rows_.dimensions, dots);
      double sum = 0.0;
      for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
        nearest_[r] = std::min(nearest_[r], distance(r, row, dots[r - chunk.begin]));
        sum += static_cast<double>(nearest_[r]);
      }
      chunk_sums_[i] = sum;
    });
  }

  float distance(std::size_t a, std::size_t b, float dot) const {
    return a == b ? 0.0f : std::max(squares_[a] + squares_[b] - 2.0f * dot, 0.0f);
  }

  // Draws rows in proportion to their squared distance to the nearest centre.
  std::vector<std::size_t> draw(std::size_t count, std::mt19937_64& random) const {
    double total = 0.0;
    for (const double sum : chunk_sums_) total += sum;
    std::vector<std::size_t> drawn;
    for (std::size_t i = 0; i < count; ++i) drawn.push_back(find(uniform(random) * total));
    return drawn;
  }

  // Returns the row where the running sum of squared distances exceeds `target`.
  std::size_t find(double target) const {
    std::size_t chunk = 0;
    while (chunk + 1 < chunk_sums_.size() && target >= chunk_sums_[chunk]) target -= chunk_sums_[chunk++];
    const Chunk rows = chunk_at(chunk, rows_.count);
    std::size_t row = rows.begin;
    while (row + 1 < rows.end && target >= static_cast<double>(nearest_[row])) {
      target -= static_cast<double>(nearest_[row++]);
    }
    return row;
  }

  // Returns the candidate with the smallest remaining sum of squared distances; ties go to the first.
  std::size_t best_of(const std::vector<std::size_t>& drawn) const {
    const std::size_t count = drawn.size(), d = rows_.dimensions;
    std::vector<float> candidates(count * d);
    for (std::size_t c = 0; c < count; ++c) std::copy_n(rows_.row(drawn[c]), d, &candidates[c * d]);
    std::vector<double> sums(chunk_sums_.size() * count);
    workers_.run(chunk_sums_.size(), [&](std::size_t i) {
      const Chunk chunk = chunk_at(i, rows_.count);
      std::vector<float> dots(chunk.size() * count);
      products(rows_.row(chunk.begin), chunk.size(), candidates.data(), count, d, dots.data());
      for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
        for (std::size_t c = 0; c < count; ++c) {
          const float to_candidate = distance(r, drawn[c], dots[(r - chunk.begin) * count + c]);
          sums[i * count + c] += static_cast<double>(std::min(nearest_[r], to_candidate));
        }
      }
    });
    std::vector<double> totals(count);
    for (std::size_t i = 0; i < sums.size(); ++i) totals[i % count] += sums[i];
    return drawn[static_cast<std::size_t>(std::min_element(totals.begin(), totals.end()) - totals.begin())];
  }

  Rows rows_;
  const std::vector<float>& squares_;
  base::Workers& workers_;
  std::vector<float> nearest_;      // [n] squared distance to the nearest centre
  std::vector<double> chunk_sums_;  // sum of nearest_ over each chunk
};

}  // namespace

std::vector<float> seed_centres(Rows rows, const std::vector<float>& squares, std::uint32_t clusters,
                                std::mt19937_64& random, base::Workers& workers) {
  return Seeder(rows, squares, workers).run(clusters, random);
}

}  // namespace alpharoute::fit
