#define Eigen EigenBaseline
#define ALPHAROUTE_PRODUCTS products_baseline
#include <cstddef>

#include "fit/products_kernel.inc"
