#define Eigen EigenAvx512
#define ALPHAROUTE_PRODUCTS products_avx512
#include <cstddef>

#include "fit/cluster/products_kernel.inc"
