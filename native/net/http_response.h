// A response as an upstream sends it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace alpharoute::net {

struct ResponseHead {
  unsigned status = 0;
  std::string content_type;
  std::string retry_after;  // as sent: seconds or a date
  bool keep_alive = false;
};

// Parses one response from bytes as they come; any framing of HTTP/1.1. Not thread-safe.
class ResponseParser {
 public:
  ResponseParser();
  ~ResponseParser();

  // Takes bytes from the front of `bytes` and appends those of the body to `body`. False if this is no HTTP.
  bool parse(std::string_view& bytes, std::string& body);
  // The connection has ended: true if that is where the body ends, too.
  bool finish();

  bool got_some() const;
  bool has_head() const;
  bool is_done() const;
  const ResponseHead& head() const { return head_; }

 private:
  struct Impl;
  ResponseHead head_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace alpharoute::net
