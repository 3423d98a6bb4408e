// One request to an upstream and its response, whole or piece by piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "net/http_response.h"
#include "net/upstream.h"

namespace alpharoute::net {

// Of one thread. A call that is dropped before its response is complete closes its connection.
class HttpCall {
 public:
  // Both must outlive the call.
  HttpCall(Upstream& upstream, Cancellation& cancellation) : upstream_(upstream), cancellation_(cancellation) {}
  ~HttpCall() = default;
  HttpCall(const HttpCall&) = delete;
  HttpCall& operator=(const HttpCall&) = delete;

  // Sends `head` (request line to blank line) and `body`, and waits at most `limit` for the response's head, connecting
  // included. Tries a second connection once where the first was an old one that turned out to be closed.
  asio::awaitable<NetFailure> start(std::string_view head, std::string_view body, Milliseconds limit);

  // Waits for more of the body and appends it; none may come where the response ends. A negative limit means none.
  asio::awaitable<NetFailure> read(std::string& body, Milliseconds limit);

  bool is_done() const { return parser_->is_done(); }
  const ResponseHead& head() const { return parser_->head(); }

 private:
  asio::awaitable<NetFailure> send(std::string_view head, std::string_view body, Milliseconds limit);
  asio::awaitable<NetFailure> receive(std::string& body, const Deadline& deadline);
  void end();

  Upstream& upstream_;
  Cancellation& cancellation_;
  std::unique_ptr<PooledConnection> link_;
  std::unique_ptr<ResponseParser> parser_;
  std::string early_;  // of the body, read together with the head
};

}  // namespace alpharoute::net
