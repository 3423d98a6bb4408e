// The gateway's log: one line an event, to standard error, in batches. No prompts, keys or authorization headers.
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
  // `level`: debug, info, warning, error, off.
  explicit Log(const std::string& level);
  ~Log();

  void set_level(const std::string& level);
  bool has_requests() const;  // does info come through?

  // `text` as "event key=value ...".
  void info(std::string_view text);
  void warning(std::string_view text);
  void error(std::string_view text);
  void flush();

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace alpharoute::server
