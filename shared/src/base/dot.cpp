#include "alpharoute/dot.h"

#include <algorithm>
#include <cstring>

namespace alpharoute {
namespace {

constexpr std::size_t kLanes = 16;

// A vector of the widest type of an instruction set; 16 / Width of them make up the lanes. A vector of 16 would be
// simpler, but GCC 12 splits it through memory if the machine's are narrower. Not used across function boundaries: the
// calling convention depends on the instruction set.
template <std::size_t Width>
struct Vector {
  typedef float Type
      __attribute__((vector_size(Width * sizeof(float))));  // GCC 12 ignores the attribute in a dependent `using`
};

// Returns the first `count` lanes of a vector; the others are zero.
template <typename Part>
[[gnu::always_inline]] inline void load(const float* values, std::size_t count, Part& part) {
  part = Part{};
  std::memcpy(&part, values, count * sizeof(float));
}

struct Product {
  template <typename Part>
  [[gnu::always_inline]] static void add(Part& sum, const Part& row, const Part& query) {
    sum += row * query;
  }
};

struct SquaredDifference {
  template <typename Part>
  [[gnu::always_inline]] static void add(Part& sum, const Part& row, const Part& query) {
    const Part difference = row - query;
    sum += difference * difference;
  }
};

[[gnu::always_inline]] inline float tree_sum(const void* lanes) {
  float sum[kLanes];
  std::memcpy(sum, lanes, sizeof sum);
  for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::size_t lane = 0; lane < width; ++lane) sum[lane] += sum[lane + width];
  }
  return sum[0];
}

// One pass over the query for `Rows` rows. The loops over parts and rows must be unrolled to keep the sums in
// registers.
template <typename Term, std::size_t Width, std::size_t Rows>
[[gnu::always_inline]] inline void reduce_rows(const float* rows, const float* query, std::size_t d, float* out) {
  using Part = typename Vector<Width>::Type;
  constexpr std::size_t kParts = kLanes / Width;
  Part sums[Rows][kParts] = {};
  Part row, part;
  std::size_t j = 0;
  for (; j + kLanes <= d; j += kLanes) {
#pragma GCC unroll 16
    for (std::size_t p = 0; p < kParts; ++p) {
      const std::size_t at = j + p * Width;
      load(query + at, Width, part);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < Rows; ++r) {
        load(rows + r * d + at, Width, row);
        Term::add(sums[r][p], row, part);
      }
    }
  }
#pragma GCC unroll 16
  for (std::size_t p = 0; p < kParts; ++p) {
    const std::size_t at = j + p * Width;
    if (at >= d) break;
    const std::size_t rest = std::min(d - at, Width);
    load(query + at, rest, part);
#pragma GCC unroll 16
    for (std::size_t r = 0; r < Rows; ++r) {
      load(rows + r * d + at, rest, row);
      Term::add(sums[r][p], row, part);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) out[r] = tree_sum(sums[r]);
}

template <typename Term, std::size_t Width, std::size_t Rows>
[[gnu::always_inline]] inline void reduce(const float* rows, const float* query, std::size_t d, std::size_t count,
                                          float* out) {
  std::size_t i = 0;
  for (; i + Rows <= count; i += Rows) reduce_rows<Term, Width, Rows>(rows + i * d, query, d, out + i);
  for (; i < count; ++i) reduce_rows<Term, Width, 1>(rows + i * d, query, d, out + i);
}

// Rows per pass: enough independent sums to hide the latency of an addition, few enough for the registers.
template <typename Term>
void baseline(const float* rows, const float* query, std::size_t d, std::size_t count, float* out) {
  reduce<Term, 4, 2>(rows, query, d, count, out);
}

#if defined(__x86_64__)
template <typename Term>
[[gnu::target("avx2")]] void avx2(const float* rows, const float* query, std::size_t d, std::size_t count, float* out) {
  reduce<Term, 8, 4>(rows, query, d, count, out);
}

template <typename Term>
[[gnu::target("avx512f")]] void avx512(const float* rows, const float* query, std::size_t d, std::size_t count,
                                       float* out) {
  reduce<Term, 16, 4>(rows, query, d, count, out);
}
#endif

using Kernel = void(const float* rows, const float* query, std::size_t d, std::size_t count, float* out);

template <typename Term>
Kernel* pick_kernel() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return avx512<Term>;
  if (__builtin_cpu_supports("avx2")) return avx2<Term>;
#endif
  return baseline<Term>;
}

void products(const float* rows, const float* query, std::size_t d, std::size_t count, float* out) {
  static Kernel* const kernel = pick_kernel<Product>();
  kernel(rows, query, d, count, out);
}

void differences(const float* rows, const float* query, std::size_t d, std::size_t count, float* out) {
  static Kernel* const kernel = pick_kernel<SquaredDifference>();
  kernel(rows, query, d, count, out);
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
