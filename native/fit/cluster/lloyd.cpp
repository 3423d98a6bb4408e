#include "fit/cluster/lloyd.h"

#include <algorithm>
#include <cmath>

#include "fit/cluster/chunks.h"
#include "fit/cluster/products.h"
#include "fit/cluster/row_sums.h"

namespace alpharoute::fit {
namespace {

// Margin between the bounds of a row before it is skipped, so that rounding cannot hide a closer centre.
constexpr float kSlack = 1e-4f;

// Hamerly's algorithm: skips a row if the bounds on its distances to the nearest and the second nearest centre show
// that its label cannot change.
class Lloyd {
 public:
  Lloyd(Rows rows, const std::vector<float>& squares, std::vector<float> centres, base::Workers& workers)
      : rows_(rows),
        squares_(squares),
        workers_(workers),
        k_(centres.size() / rows.dimensions),
        centres_(std::move(centres)),
        labels_(rows.count),
        upper_(rows.count, INFINITY),
        lower_(rows.count, 0.0f) {}

  Run run(double min_shift, std::uint32_t max_iterations, const std::function<void(double)>& progress) {
    Run run;
    bool changed = assign();
    while (run.iterations < max_iterations) {
      ++run.iterations;
      progress(static_cast<double>(run.iterations) / max_iterations);
      const double shift = move_centres();
      changed = assign();
      if (!changed || shift <= min_shift) break;
    }
    run.inertia = inertia();
    run.centres = std::move(centres_);
    run.labels = std::move(labels_);
    return run;
  }

 private:
  // Assigns every row to its nearest centre. Returns true if a label changed.
  bool assign() {
    centre_squares_.resize(k_);
    for (std::size_t j = 0; j < k_; ++j) {
      const float* centre = &centres_[j * rows_.dimensions];
      products(centre, 1, centre, 1, rows_.dimensions, &centre_squares_[j]);
    }
    const std::size_t chunks = count_chunks(rows_.count);
    std::vector<char> changed(chunks);
    workers_.run(chunks, [&](std::size_t i) { changed[i] = assign_chunk(chunk_at(i, rows_.count)); });
    return std::find(changed.begin(), changed.end(), 1) != changed.end();
  }

  bool assign_chunk(Chunk chunk) {
    const std::size_t d = rows_.dimensions;
    std::vector<std::size_t> open;
    for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
      if (!(upper_[r] + kSlack < lower_[r])) open.push_back(r);
    }
    if (open.empty()) return false;
    std::vector<float> gathered;
    const float* block = rows_.row(chunk.begin);
    if (open.size() < chunk.size()) {
      gathered.resize(open.size() * d);
      for (std::size_t i = 0; i < open.size(); ++i) std::copy_n(rows_.row(open[i]), d, &gathered[i * d]);
      block = gathered.data();
    }
    std::vector<float> dots(open.size() * k_);
    products(block, open.size(), centres_.data(), k_, d, dots.data());
    bool changed = false;
    for (std::size_t i = 0; i < open.size(); ++i) changed |= assign_row(open[i], &dots[i * k_]);
    return changed;
  }

  bool assign_row(std::size_t row, const float* dots) {
    float nearest = INFINITY, second = INFINITY;
    std::uint32_t label = 0;
    for (std::uint32_t j = 0; j < k_; ++j) {
      const float distance =
          centre_squares_[j] - 2.0f * dots[j];  // without the row's own square, which is the same for all
      if (distance < nearest) {
        second = nearest;
        nearest = distance;
        label = j;
      } else if (distance < second) {
        second = distance;
      }
    }
    upper_[row] = std::sqrt(std::max(nearest + squares_[row], 0.0f));
    lower_[row] = std::sqrt(std::max(second + squares_[row], 0.0f));
    const bool changed = labels_[row] != label;
    labels_[row] = label;
    return changed;
  }

  // Moves the centres to the means of their rows. Returns the sum of the squared shifts.
  double move_centres() {
    sum_rows(rows_, labels_, k_, workers_, sums_);
    const std::size_t d = rows_.dimensions;
    reseed_empty_centres();
    std::vector<float> moves(k_);
    double total = 0.0;
    for (std::size_t j = 0; j < k_; ++j) {
      double squared = 0.0;
      for (std::size_t l = 0; l < d; ++l) {
        const float mean = sums_.sums[j * d + l] / static_cast<float>(sums_.counts[j]);
        const double step = static_cast<double>(mean) - static_cast<double>(centres_[j * d + l]);
        squared += step * step;
        centres_[j * d + l] = mean;
      }
      moves[j] = static_cast<float>(std::sqrt(squared));
      total += squared;
    }
    loosen_bounds(moves);
    return total;
  }

  // Moves an empty centre to the row farthest from its own centre, among clusters with at least two rows.
  void reseed_empty_centres() {
    const std::size_t d = rows_.dimensions;
    for (std::uint32_t j = 0; j < k_; ++j) {
      if (sums_.counts[j] > 0) continue;
      std::size_t farthest = rows_.count;
      for (std::size_t r = 0; r < rows_.count; ++r) {
        if (sums_.counts[labels_[r]] > 1 && (farthest == rows_.count || upper_[r] > upper_[farthest])) farthest = r;
      }
      const std::uint32_t old = labels_[farthest];
      for (std::size_t l = 0; l < d; ++l) {
        sums_.sums[old * d + l] -= rows_.row(farthest)[l];
        sums_.sums[j * d + l] = rows_.row(farthest)[l];
      }
      --sums_.counts[old];
      sums_.counts[j] = 1;
      labels_[farthest] = j;
      upper_[farthest] = INFINITY;  // its old bounds belong to the old centre
    }
  }

  // Keeps the bounds valid after the centres moved.
  void loosen_bounds(const std::vector<float>& moves) {
    float farthest = 0.0f, second = 0.0f;  // the two largest moves
    std::size_t mover = 0;
    for (std::size_t j = 0; j < k_; ++j) {
      if (moves[j] > farthest) {
        second = farthest;
        farthest = moves[j];
        mover = j;
      } else {
        second = std::max(second, moves[j]);
      }
    }
    for (std::size_t r = 0; r < rows_.count; ++r) {
      upper_[r] += moves[labels_[r]];
      lower_[r] -= labels_[r] == mover ? second : farthest;
    }
  }

  // Returns the sum of the squared distances to the rows' own centres.
  double inertia() {
    const std::size_t chunks = count_chunks(rows_.count), d = rows_.dimensions;
    std::vector<double> sums(chunks);
    workers_.run(chunks, [&](std::size_t i) {
      const Chunk chunk = chunk_at(i, rows_.count);
      for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
        const float* centre = &centres_[labels_[r] * d];
        const float* row = rows_.row(r);
        float dot = 0.0f;
        products(row, 1, centre, 1, d, &dot);
        sums[i] += static_cast<double>(std::max(squares_[r] + centre_squares_[labels_[r]] - 2.0f * dot, 0.0f));
      }
    });
    double sum = 0.0;
    for (const double part : sums) sum += part;
    return sum;
  }

  Rows rows_;
  const std::vector<float>& squares_;
  base::Workers& workers_;
  std::size_t k_;
  std::vector<float> centres_, centre_squares_;
  std::vector<std::uint32_t> labels_;
  std::vector<float> upper_, lower_;  // bounds on the distances to the nearest and the second nearest centre
  RowSums sums_;
};

}  // namespace

Run run_lloyd(Rows rows, const std::vector<float>& squares, std::vector<float> centres, double min_shift,
              std::uint32_t max_iterations, base::Workers& workers, const std::function<void(double)>& progress) {
  return Lloyd(rows, squares, std::move(centres), workers).run(min_shift, max_iterations, progress);
}

}  // namespace alpharoute::fit
