#include "cli/view/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace alpharoute::cli {
namespace {

bool has_style() {
  static const bool styled = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return styled;
}

std::string styled(const char* code, std::string_view text) {
  if (!has_style()) return std::string(text);
  return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
}

// Returns the display width of UTF-8 text: one column per code point.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string print(const char* format, int digits, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, digits, value);
  return text;
}

}  // namespace

std::string bold(std::string_view text) { return styled("1", text); }
std::string dim(std::string_view text) { return styled("2", text); }
std::string highlight(std::string_view text) { return styled("1;36", text); }

Table::Table(std::vector<std::string> heading) { add(std::move(heading)); }

void Table::add(std::vector<std::string> row, bool marked) {
  rows_.push_back(std::move(row));
  marked_.push_back(marked);
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string out;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line = "  ";
    for (std::size_t i = 0; i < rows_[r].size(); ++i) {
      const std::string padding(widths[i] - width(rows_[r][i]), ' ');
      if (i > 0) line += "  ";
      line += i == 0 ? rows_[r][i] + padding : padding + rows_[r][i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += (r == 0 ? dim(line) : marked_[r] ? highlight(line) : line) + "\n";
  }
  return out;
}

std::string bar(double share, std::size_t width) {
  const double filled = std::isnan(share) ? 0.0 : std::clamp(share, 0.0, 1.0) * static_cast<double>(width);
  std::string out;
  for (std::size_t i = 0; i < width; ++i) out += static_cast<double>(i) + 0.5 < filled ? "█" : "░";
  return out;
}

std::string percent(double share) { return std::isnan(share) ? "–" : print("%.*f %%", 1, share * 100.0); }

std::string signed_percent(double share) {
  if (std::isnan(share)) return "–";
  const std::string size = percent(std::abs(share));
  return (size == "0.0 %" ? "±" : share < 0.0 ? "−" : "+") + size;
}

std::string fixed(double value, int digits) { return std::isnan(value) ? "–" : print("%.*f", digits, value); }

std::string usd(double amount) {
  if (std::isnan(amount)) return "–";
  if (amount == 0.0) return "$0";
  const int digits = amount >= 100.0 ? 0 : std::clamp(2 - static_cast<int>(std::floor(std::log10(amount))), 2, 9);
  return "$" + fixed(amount, digits);
}

Progress::Progress(std::string what)
    : what_(std::move(what)), start_(std::chrono::steady_clock::now()), shown_(start_) {}

Progress::~Progress() {
  if (visible_) std::fputs("\r\x1b[K", stderr);
}

void Progress::operator()(double share) {
  using namespace std::chrono_literals;
  static const bool is_terminal = ::isatty(STDERR_FILENO) != 0;
  const auto now = std::chrono::steady_clock::now();
  if (!is_terminal || now - start_ < 500ms || (visible_ && now - shown_ < 100ms)) return;
  visible_ = true;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double left = share > 0.0 ? seconds / share * (1.0 - share) : 0.0;
  std::fprintf(stderr, "\r\x1b[K%s %s %3.0f %%, %.0f s left", what_.c_str(), bar(share, 30).c_str(), share * 100.0,
               left);
  std::fflush(stderr);
}

}  // namespace alpharoute::cli
