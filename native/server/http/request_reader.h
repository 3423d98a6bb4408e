// Takes the requests of one connection out of its bytes, which come in pieces that need not end where a request does.
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
  // `deadline` closes the connection; it is set to the server's limit for what is being waited for.
  RequestReader(net::Connection& connection, net::Deadline& deadline, Worker& worker)
      : connection_(connection), deadline_(deadline), worker_(worker) {}

  // The next request's head. Parsed::needs_more: there will be none, as the peer has closed, a limit has passed, or the
  // server shuts down.
  boost::asio::awaitable<net::Parsed> read_head(net::RequestParser& parser);

  // The body that follows the head, after "100 Continue" if the peer waits for that. Parsed::needs_more as above.
  boost::asio::awaitable<net::Parsed> read_body(net::RequestParser& parser);

  // Takes in what still comes, for a moment: a peer that still sends when it was refused would lose the answer to a
  // reset.
  boost::asio::awaitable<void> linger();

  // Waits for a request of which nothing has come yet.
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
  std::size_t begin_ = 0, end_ = 0;  // of what was read and not used: the beginning of the next request
  bool is_idle_ = true;
};

}  // namespace alpharoute::server
