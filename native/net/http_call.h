// One HTTP request to an upstream, and its response, read in pieces.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "net/http_response.h"
#include "net/upstream.h"

namespace alpharoute::net {

// Confined to one thread. Closes the connection if the call is destroyed before the response is complete.
class HttpCall {
 public:
  // Both must outlive the call.
  HttpCall(Upstream& upstream, Cancellation& cancellation) : upstream_(upstream), cancellation_(cancellation) {}
  ~HttpCall() = default;
  HttpCall(const HttpCall&) = delete;
  HttpCall& operator=(const HttpCall&) = delete;

  // Sends `head` (request line to blank line) and `body`, and reads the response's head within `limit`, not counting
  // the time to connect (UpstreamOptions::connect_timeout). Opens a connection if a reused one turns out to be closed.
  asio::awaitable<NetFailure> start(std::string_view head, std::string_view body, Milliseconds limit);

  // Reads more of the body and appends it to `body`; possibly nothing at the end of the
  // response. A negative limit has already expired.
  asio::awaitable<NetFailure> read(std::string& body, Milliseconds limit);

  bool is_done() const { return parser_->is_done(); }
  const ResponseHead& head() const { return parser_->head(); }

 private:
  asio::awaitable<NetFailure> send(std::string_view head, std::string_view body, Milliseconds limit);
  asio::awaitable<NetFailure> receive(std::string& body, const Deadline& deadline);
  void end();

  Upstream& upstream_;
  Cancellation& cancellation_;
  std::unique_ptr<PooledConnection> connection_;
  std::unique_ptr<ResponseParser> parser_;
  std::string early_;  // the part of the body that was read with the head
};

}  // namespace alpharoute::net
