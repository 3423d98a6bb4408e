// What a terminal shows: tables, bars, progress. Plain text where the output is no terminal or NO_COLOR is set.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::cli {

// `text` as it should look on standard output.
std::string bold(std::string_view text);
std::string dim(std::string_view text);
std::string highlight(std::string_view text);

// Columns that line up. The first row is the heading; `marked` rows stand out.
class Table {
 public:
  explicit Table(std::vector<std::string> heading);
  void add(std::vector<std::string> row, bool marked = false);
  std::string text() const;  // every line ends in '\n'; the first column is flush left, the others right

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> marked_;
};

// `share` (0 to 1) of `width` characters filled.
std::string bar(double share, std::size_t width);

// Numbers for people; "–" for NaN.
std::string percent(double share);         // "64.2 %"
std::string signed_percent(double share);  // "+3.4 %", "−27.0 %", "±0.0 %"
std::string usd(double amount);            // "$0.0312", at least three digits that say something
std::string fixed(double value, int digits);

// A line on standard error that tells what is being done, how far it is, and how long it will take; silent where
// standard error is no terminal. Shows nothing for work that ends within the first half second.
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
