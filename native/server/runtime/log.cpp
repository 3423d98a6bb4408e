#include "server/runtime/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <mutex>

namespace alpharoute::server {
namespace {

// Batches lines: one write per line would dominate the cost of a request.
class BatchSink : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    formatter_->format(message, lines_);
    if (lines_.size() > kBatch) flush_();
  }

  void flush_() override {
    const char* begin = lines_.data();
    const char* const end = begin + lines_.size();
    while (begin < end) {
      const ssize_t written = ::write(STDERR_FILENO, begin, static_cast<std::size_t>(end - begin));
      if (written <= 0) break;
      begin += written;
    }
    lines_.clear();
  }

 private:
  static constexpr std::size_t kBatch = 16 * 1024;
  spdlog::memory_buf_t lines_;
};

// Keeps spdlog from formatting braces in the text.
spdlog::string_view_t verbatim(std::string_view text) { return {text.data(), text.size()}; }

spdlog::level::level_enum level_of(const std::string& name) {
  return name == "off" ? spdlog::level::off : spdlog::level::from_str(name);
}

}  // namespace

Log::Log(const std::string& level)
    : logger_(std::make_shared<spdlog::logger>("alpharoute", std::make_shared<BatchSink>())) {
  logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  logger_->flush_on(spdlog::level::warn);
  set_level(level);
}

Log::~Log() { logger_->flush(); }

void Log::set_level(const std::string& level) { logger_->set_level(level_of(level)); }
bool Log::has_requests() const { return logger_->should_log(spdlog::level::info); }
void Log::info(std::string_view text) { logger_->log(spdlog::level::info, verbatim(text)); }
void Log::warning(std::string_view text) { logger_->log(spdlog::level::warn, verbatim(text)); }
void Log::error(std::string_view text) { logger_->log(spdlog::level::err, verbatim(text)); }
void Log::flush() { logger_->flush(); }

}  // namespace alpharoute::server
