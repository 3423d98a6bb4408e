#define Eigen EigenAvx2
#define ALPHAROUTE_PRODUCTS products_avx2
#include <cstddef>

#include "fit/cluster/products_kernel.inc"
