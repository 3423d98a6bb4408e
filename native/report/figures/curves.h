// The curves of the routing methods, shared by several figures.
#pragma once

#include "report/draw/panel.h"
#include "report/facts/facts.h"
#include "report/facts/table.h"

namespace alpharoute::report {

inline constexpr const char* kAlphaTitle = "α, 0 cheapest to 1 most accurate";

// Colour of a routing method: 0 is the router, i + 1 is facts.others[i].
Colour curve_colour(std::size_t index);

// One outcome field by alpha. `format` writes its values in tooltips.
Series alpha_series(const Curve& curve, std::size_t index, double Outcome::*field, std::string (*format)(double));

// True if the field is known at any alpha.
bool has_field(const Curve& curve, double Outcome::*field);

std::string format_alpha(double alpha);  // for axis ticks: up to three decimals

// Accuracy and cost of every routing method, one row per alpha.
Table curves_table(const Facts& facts);

}  // namespace alpharoute::report
