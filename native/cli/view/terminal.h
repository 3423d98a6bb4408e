// Terminal output: tables, bars, progress. Without styles if the output is not a terminal or NO_COLOR is set.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::cli {

// Return `text` in this style for standard output.
std::string bold(std::string_view text);
std::string dim(std::string_view text);
std::string highlight(std::string_view text);

// A table with aligned columns. The first row is the heading; `marked` rows are highlighted.
class Table {
 public:
  explicit Table(std::vector<std::string> heading);
  void add(std::vector<std::string> row, bool marked = false);
  std::string text() const;  // every line ends in '\n'; the first column is left-aligned, the others right-aligned

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> marked_;
};

// Returns a bar of `width` characters, of which `share` (0 to 1) are filled.
std::string bar(double share, std::size_t width);

// Numbers as text; "–" for NaN.
std::string percent(double share);         // "64.2 %"
std::string signed_percent(double share);  // "+3.4 %", "−27.0 %", "±0.0 %"
std::string usd(double amount);            // "$0.0312", at least three significant digits
std::string fixed(double value, int digits);

// Shows the name, the share and the remaining time of a task on standard error, if that is a terminal. Shows nothing in
// the first half second.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(double share);

 private:
  std::string what_;
  std::chrono::steady_clock::time_point start_, shown_;
  bool visible_ = false;
};

}  // namespace alpharoute::cli
