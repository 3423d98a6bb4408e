// The exponential function from +, -, * and / only, with the same bits on every platform.
#pragma once

namespace alpharoute {

// Returns e^x within 2 ulp for x in [-700, 700]; 0 below, infinity above, NaN for NaN. Thread-safe.
double exponential(double x);

}  // namespace alpharoute
