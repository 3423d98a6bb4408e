#include "fit/cluster/lloyd.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fit/cluster/chunks.h"
#include "fit/cluster/products.h"

namespace alpharoute::fit {
namespace {

// Bounds are kept this far apart before a row is passed over, so that rounding can't hide a nearer centre.
constexpr float kSlack = 1e-4f;

// Rows per partial sum of centres: so many that the partial sums take an eighth of the rows' memory at most.
constexpr std::size_t kMostParts = 16;
std::size_t count_parts(std::size_t rows, std::size_t clusters) {
  return std::clamp<std::size_t>(rows / (8 * clusters), 1, kMostParts);
}

// Hamerly's algorithm: a row whose nearest centre can't have changed, by bounds on its distances to it and to the
// second nearest, is not looked at again.
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

  Run run(double least_shift, std::uint32_t max_iterations, const std::function<void(double)>& progress) {
    Run run;
    bool changed = assign();
    while (run.iterations < max_iterations) {
      ++run.iterations;
      progress(static_cast<double>(run.iterations) / max_iterations);
      const double shift = move_centres();
      changed = assign();
      if (!changed || shift <= least_shift) break;
    }
    run.inertia = tighten();
    run.centres = std::move(centres_);
    run.labels = std::move(labels_);
    return run;
  }

 private:
  // Gives every row its nearest centre; whether any label changed.
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
      const float distance = centre_squares_[j] - 2.0f * dots[j];  // less the row's own square, the same for all
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

  // Centres to the means of their rows; returns the sum of the squared shifts.
  double move_centres() {
    sum_rows();
    const std::size_t d = rows_.dimensions;
    reseed_empty_centres();
    std::vector<float> moves(k_);
    double total = 0.0;
    for (std::size_t j = 0; j < k_; ++j) {
      double squared = 0.0;
      for (std::size_t l = 0; l < d; ++l) {
        const float mean = sums_[j * d + l] / static_cast<float>(counts_[j]);
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

  // Sums and counts of each centre's rows: each part of the rows by itself, then the parts in order.
  void sum_rows() {
    const std::size_t d = rows_.dimensions, parts = count_parts(rows_.count, k_), size = k_ * d;
    sums_.assign(parts * size, 0.0f);
    std::vector<std::uint32_t> counts(parts * k_);
    workers_.run(parts, [&](std::size_t part) {
      float* sums = &sums_[part * size];
      const std::size_t end = (part + 1) * rows_.count / parts;
      for (std::size_t r = part * rows_.count / parts; r < end; ++r) {
        ++counts[part * k_ + labels_[r]];
        const float* row = rows_.row(r);
        float* sum = sums + labels_[r] * d;
        for (std::size_t l = 0; l < d; ++l) sum[l] += row[l];
      }
    });
    counts_.assign(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(k_));
    for (std::size_t part = 1; part < parts; ++part) {
      for (std::size_t i = 0; i < size; ++i) sums_[i] += sums_[part * size + i];
      for (std::size_t j = 0; j < k_; ++j) counts_[j] += counts[part * k_ + j];
    }
  }

  // An empty centre takes the row that lies farthest from its own centre, out of a cluster that keeps others.
  void reseed_empty_centres() {
    const std::size_t d = rows_.dimensions;
    for (std::uint32_t j = 0; j < k_; ++j) {
      if (counts_[j] > 0) continue;
      std::size_t farthest = rows_.count;
      for (std::size_t r = 0; r < rows_.count; ++r) {
        if (counts_[labels_[r]] > 1 && (farthest == rows_.count || upper_[r] > upper_[farthest])) farthest = r;
      }
      const std::uint32_t old = labels_[farthest];
      for (std::size_t l = 0; l < d; ++l) {
        sums_[old * d + l] -= rows_.row(farthest)[l];
        sums_[j * d + l] = rows_.row(farthest)[l];
      }
      --counts_[old];
      counts_[j] = 1;
      labels_[farthest] = j;
      upper_[farthest] = INFINITY;  // its bounds are those of the old centre
    }
  }

  void loosen_bounds(const std::vector<float>& moves) {
    float farthest = 0.0f, second = 0.0f;  // largest moves
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

  // Sum of the squared distances to the rows' own centres.
  double tighten() {
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
  std::vector<float> sums_;           // [parts, k, d]; the first part ends as the sum of all
  std::vector<std::uint32_t> counts_;
};

}  // namespace

Run run_lloyd(Rows rows, const std::vector<float>& squares, std::vector<float> centres, double least_shift,
              std::uint32_t max_iterations, base::Workers& workers, const std::function<void(double)>& progress) {
  return Lloyd(rows, squares, std::move(centres), workers).run(least_shift, max_iterations, progress);
}

}  // namespace alpharoute::fit
