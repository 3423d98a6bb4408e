#define Eigen EigenBaseline
#define ALPHAROUTE_PRODUCTS products_baseline
#include <cstddef>

#include "fit/cluster/products_kernel.inc"
