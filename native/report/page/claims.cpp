#include "report/page/claims.h"

#include <algorithm>
#include <cmath>

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

constexpr double kMinGain = 0.005;  // smaller gains are noise

// Adds word joiners, so that no line breaks after a hyphen.
std::string unbroken(const std::string& name) {
  std::string out;
  for (const char c : name) out += c == '-' ? std::string("-\u2060") : std::string(1, c);
  return out;
}

std::string best_name(const Facts& facts) {
  const std::string& named = facts.claims->best_single;
  const auto found = std::find(facts.models.begin(), facts.models.end(), named);
  const std::string name =
      found == facts.models.end() ? named : facts.short_models[static_cast<std::size_t>(found - facts.models.begin())];
  return name.empty() ? "the best single model" : unbroken(clipped(name, 40));
}

bool is_gain(double value) { return std::isfinite(value) && value >= kMinGain; }

std::string tile(const std::string& number, const std::string& what, const std::string& where) {
  return "<div class=\"claim\"><dt>" + escape(what) + "</dt><dd><span class=\"figure-number\">" + escape(number) +
         "</span><span class=\"where\">" + escape(where) + "</span></dd></div>\n";
}

std::string reached_at(double value, double alpha, const std::string& fallback) {
  if (!std::isfinite(value)) return fallback;
  return std::isfinite(alpha) ? "at " + alpha_name(alpha) : "";
}

std::string counted(double number, const std::string& one, const std::string& many) {
  return count(number) + " " + (number == 1.0 ? one : many);
}

}  // namespace

std::string headline(const Facts& facts) {
  if (!facts.claims) return "Evaluation of a router";
  const Claims& claims = *facts.claims;
  const std::string best = best_name(facts);
  const bool is_better = is_gain(claims.accuracy_gain), saves = is_gain(claims.cost_saved_equal);
  if (is_better && saves) {
    return percent(claims.accuracy_gain) + " more accurate than " + best + ", or as accurate for " +
           percent(claims.cost_saved_equal) + " less";
  }
  if (is_better) return percent(claims.accuracy_gain) + " more accurate than " + best;
  if (saves) return "As accurate as " + best + " for " + percent(claims.cost_saved_equal) + " less";
  if (is_gain(claims.cost_saved_90)) {
    return "90\u00a0% of the accuracy of " + best + " for " + percent(claims.cost_saved_90) + " less";
  }
  return "No α improves on " + best;
}

std::string scope_of(const Facts& facts) {
  std::string text;
  if (std::isfinite(facts.rows)) {
    text = count(facts.rows) + (facts.which_rows == "all" || facts.which_rows.empty() ? "" : " " + facts.which_rows) +
           (facts.rows == 1.0 ? " row" : " rows");
  }
  if (!facts.datasets.empty()) {
    text += (text.empty() ? "" : " of ") + counted(static_cast<double>(facts.datasets.size()), "data set", "data sets");
  }
  if (!facts.models.empty()) {
    text += (text.empty() ? "" : ", ") + counted(static_cast<double>(facts.models.size()), "model", "models");
  }
  return text;
}

std::string claim_tiles(const Facts& facts) {
  if (!facts.claims) return "";
  const Claims& claims = *facts.claims;
  const std::string best = best_name(facts);
  return "<dl class=\"claims\">\n" +
         tile(signed_percent(claims.accuracy_gain), "Accuracy, relative to " + best,
              reached_at(claims.accuracy_gain, claims.alpha_best, "unknown")) +
         tile(percent(claims.cost_saved_equal), "Cost saved at the same accuracy",
              reached_at(claims.cost_saved_equal, claims.alpha_equal, "not reached at any α")) +
         tile(percent(claims.cost_saved_90), "Cost saved at 90\u00a0% of the accuracy",
              reached_at(claims.cost_saved_90, claims.alpha_90, "not reached at any α")) +
         "</dl>\n";
}

}  // namespace alpharoute::report
