#include "alpharoute/dot.h"

#include <cstring>

#include "multiversion.h"

namespace alpharoute {
namespace {

constexpr std::size_t kLanes = 16;

// Never crosses a function boundary: how a 64-byte vector is passed depends on the instruction set.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

// Rows that share one pass over the query: enough independent sums to hide the latency of an addition.
constexpr std::size_t kRows = 4;

struct Product {
  [[gnu::always_inline]] static void add(Lanes& sum, const Lanes& row, const Lanes& query) { sum += row * query; }
};

struct SquaredDifference {
  [[gnu::always_inline]] static void add(Lanes& sum, const Lanes& row, const Lanes& query) {
    const Lanes difference = row - query;
    sum += difference * difference;
  }
};

[[gnu::always_inline]] inline float tree_sum(const Lanes& lanes) {
  float sum[kLanes];
  std::memcpy(sum, &lanes, sizeof sum);
  for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::size_t lane = 0; lane < width; ++lane) sum[lane] += sum[lane + width];
  }
  return sum[0];
}

template <typename Term, std::size_t N>
[[gnu::always_inline]] inline void reduce_rows(const float* rows, const float* query, std::size_t d, float* out) {
  Lanes sums[N] = {};
  Lanes row, part;
  std::size_t j = 0;
  for (; j + kLanes <= d; j += kLanes) {
    std::memcpy(&part, query + j, sizeof part);
    for (std::size_t r = 0; r < N; ++r) {
      std::memcpy(&row, rows + r * d + j, sizeof row);
      Term::add(sums[r], row, part);
    }
  }
  if (j < d) {
    part = Lanes{};
    std::memcpy(&part, query + j, (d - j) * sizeof(float));
    for (std::size_t r = 0; r < N; ++r) {
      row = Lanes{};
      std::memcpy(&row, rows + r * d + j, (d - j) * sizeof(float));
      Term::add(sums[r], row, part);
    }
  }
  for (std::size_t r = 0; r < N; ++r) out[r] = tree_sum(sums[r]);
}

template <typename Term>
[[gnu::always_inline]] inline void reduce(const float* rows, const float* query, std::size_t d, std::size_t count,
                                          float* out) {
  std::size_t i = 0;
  for (; i + kRows <= count; i += kRows) reduce_rows<Term, kRows>(rows + i * d, query, d, out + i);
  for (; i < count; ++i) reduce_rows<Term, 1>(rows + i * d, query, d, out + i);
}

// Plain pointers: the loader's dispatch wants functions without templates or overloads.
ALPHAROUTE_MULTIVERSION void products(const float* rows, const float* query, std::size_t d, std::size_t count,
                                      float* out) {
  reduce<Product>(rows, query, d, count, out);
}

ALPHAROUTE_MULTIVERSION void differences(const float* rows, const float* query, std::size_t d, std::size_t count,
                                         float* out) {
  reduce<SquaredDifference>(rows, query, d, count, out);
}

}  // namespace

float dot(std::span<const float> a, std::span<const float> b) {
  float sum;
  products(a.data(), b.data(), b.size(), 1, &sum);
  return sum;
}

void dots(std::span<const float> rows, std::span<const float> query, std::span<float> out) {
  products(rows.data(), query.data(), query.size(), out.size(), out.data());
}

void squared_distances(std::span<const float> rows, std::span<const float> query, std::span<float> out) {
  differences(rows.data(), query.data(), query.size(), out.size(), out.data());
}

}  // namespace alpharoute
