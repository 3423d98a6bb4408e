// The gateway's log: one line per event, written to standard error in batches. Callers log no prompts, keys or headers.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace alpharoute::server {

class Log {
 public:
  // `level`: debug, info, warning, error or off.
  explicit Log(const std::string& level);
  ~Log();

  void set_level(const std::string& level);
  bool has_requests() const;  // true if the level includes info

  // `text` has the form "event key=value ...". Thread-safe.
  void info(std::string_view text);
  void warning(std::string_view text);
  void error(std::string_view text);
  void flush();

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace alpharoute::server
