#include "fit/cluster/products.h"

namespace alpharoute::fit {

using Kernel = void(const float*, std::size_t, const float*, std::size_t, std::size_t, float*);
Kernel products_baseline;
#if defined(__x86_64__)
Kernel products_avx2;
Kernel products_avx512;
#endif

namespace {

Kernel* pick_kernel() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return products_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return products_avx2;
#endif
  return products_baseline;
}

}  // namespace

void products(const float* rows, std::size_t n, const float* centres, std::size_t k, std::size_t d, float* out) {
  static Kernel* const kernel = pick_kernel();
  kernel(rows, n, centres, k, d, out);
}

}  // namespace alpharoute::fit
