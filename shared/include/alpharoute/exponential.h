// The exponential function, made of +, -, * and / alone so that its bits are the same on every platform.
#pragma once

namespace alpharoute {

// e^x within 2 ulp for x in [-700, 700]; 0 below, infinity above, NaN for NaN. Thread-safe: no state.
double exponential(double x);

}  // namespace alpharoute
