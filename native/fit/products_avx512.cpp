#define Eigen EigenAvx512
#define ALPHAROUTE_PRODUCTS products_avx512
#include <cstddef>

#include "fit/products_kernel.inc"
