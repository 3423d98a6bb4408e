// Reads the requests of one connection.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

#include "net/connection.h"
#include "net/deadline.h"
#include "net/http_request.h"
#include "server/runtime/worker.h"

namespace alpharoute::server {

class RequestReader {
 public:
  // `deadline` must close the connection when it expires. The reader sets it to the timeout of each step.
  RequestReader(net::Connection& connection, net::Deadline& deadline, Worker& worker)
      : connection_(connection), deadline_(deadline), worker_(worker) {}

  // Reads the head of the next request. Returns Parsed::needs_more if there is none: the peer closed the connection, a
  // timeout expired, or the server shuts down.
  boost::asio::awaitable<net::Parsed> read_head(net::RequestParser& parser);

  // Reads the body, after sending "100 Continue" if the client waits for it. Parsed::needs_more as above.
  boost::asio::awaitable<net::Parsed> read_body(net::RequestParser& parser);

  // Discards input for up to 500 ms, so that a client that is still sending receives the response before the reset.
  boost::asio::awaitable<void> linger();

  // True while no byte of the next request has arrived.
  bool is_idle() const { return is_idle_; }

 private:
  std::string_view unread() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }
  const ServerOptions& options() const { return worker_.worker_state->state->config.server; }
  net::Parsed parse(net::RequestParser& parser);
  boost::asio::awaitable<bool> read_more();
  void make_room();

  net::Connection& connection_;
  net::Deadline& deadline_;
  Worker& worker_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;  // range of `buffer_` that is not parsed
  bool is_idle_ = true;
};

}  // namespace alpharoute::server
