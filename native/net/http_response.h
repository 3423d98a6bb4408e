// HTTP responses of upstreams, and their parser.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace alpharoute::net {

struct ResponseHead {
  unsigned status = 0;
  std::string content_type;
  std::string retry_after;  // unparsed: seconds or a date
  bool keep_alive = false;
};

// Parses one response, with any framing of HTTP/1.1, from bytes that arrive in pieces. Not thread-safe.
class ResponseParser {
 public:
  ResponseParser();
  ~ResponseParser();

  // Removes the bytes that it used from the front of `bytes`, and appends those of the body to `body`. Returns false if
  // the response is not valid HTTP.
  bool parse(std::string_view& bytes, std::string& body);
  // The connection ended. Returns true if the response is complete.
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
