// Connections to one upstream, kept open between calls.
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
  resolve,    // the host has no address
  connect,    // nobody answers there
  tls,        // no handshake, or the wrong certificate
  closed,     // the connection ended before any byte of a response
  truncated,        // it ended within one
  malformed,  // what came is no HTTP
  timeout,
  cancelled,
};

struct UpstreamOptions {
  Url url;
  std::shared_ptr<asio::ssl::context> tls;  // of net/tls.h; an https URL needs one
  bool verify = true;                       // the host's certificate, by the authorities of `tls`
  Milliseconds connect_timeout{5000};
  Milliseconds idle_timeout{60000};
  std::size_t max_idle = 128;
};

// A connection and what belongs to it.
struct PooledConnection {
  explicit PooledConnection(Connection c) : connection(std::move(c)) {}

  Connection connection;
  std::string buffer;      // working space of reads
  std::size_t unread = 0;  // bytes at its front that the parser wants to see again, with what follows them
  Clock::time_point idle_since{};
};

// Of one thread.
class Upstream {
 public:
  Upstream(boost::asio::any_io_executor executor, Deadlines& deadlines, UpstreamOptions options);
  ~Upstream();
  Upstream(const Upstream&) = delete;
  Upstream& operator=(const Upstream&) = delete;

  // One that was used before and is still open, or null.
  std::unique_ptr<PooledConnection> acquire_idle();

  // A new one, within connect_timeout.
  asio::awaitable<std::unique_ptr<PooledConnection>> connect(Cancellation& cancellation, NetFailure& failure);

  // For the next call. Nothing of a response is unread.
  void release(std::unique_ptr<PooledConnection> link);

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
