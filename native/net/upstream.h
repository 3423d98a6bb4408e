// A pool of connections to one upstream.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <vector>

#include "net/cancellation.h"
#include "net/connection.h"
#include "net/deadline.h"
#include "net/resolver.h"
#include "net/url.h"

namespace alpharoute::net {

enum class NetFailure {
  none,
  resolve,    // the host name has no address
  connect,    // no connection could be opened
  tls,        // the handshake or the certificate failed
  closed,     // the connection closed before the response
  truncated,  // the connection closed within the response
  malformed,  // the response is not valid HTTP
  timeout,
  cancelled,
};

struct UpstreamOptions {
  Url url;
  std::shared_ptr<asio::ssl::context> tls;  // from client_tls(); required for an https URL
  bool verify = true;                       // verify the certificate
  Milliseconds connect_timeout{5000};
  Milliseconds idle_timeout{60000};
  std::size_t max_idle = 128;
};

struct PooledConnection {
  explicit PooledConnection(Connection c) : connection(std::move(c)) {}

  Connection connection;
  std::string buffer;      // for reads
  std::size_t unread = 0;  // bytes at the front of `buffer` that the parser needs again
  Clock::time_point idle_since{};
};

// Confined to one thread.
class Upstream {
 public:
  Upstream(boost::asio::any_io_executor executor, Deadlines& deadlines, UpstreamOptions options);
  ~Upstream();
  Upstream(const Upstream&) = delete;
  Upstream& operator=(const Upstream&) = delete;

  // Returns an open connection that was used before, or null.
  std::unique_ptr<PooledConnection> acquire_idle();

  // Opens a connection within connect_timeout, or returns null and sets `failure`.
  asio::awaitable<std::unique_ptr<PooledConnection>> connect(Cancellation& cancellation, NetFailure& failure);

  // Returns a connection to the pool. Its last response must be complete.
  void release(std::unique_ptr<PooledConnection> connection);

  const UpstreamOptions& options() const { return options_; }
  Deadlines& deadlines() { return deadlines_; }

 private:
  asio::awaitable<void> open(Connection& connection, const Addresses& addresses, NetFailure& failure);

  boost::asio::any_io_executor executor_;
  Deadlines& deadlines_;
  UpstreamOptions options_;
  std::vector<std::unique_ptr<PooledConnection>> idle_;
  Resolver resolver_;
};

}  // namespace alpharoute::net
