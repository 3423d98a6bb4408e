// Looks up the addresses of one host, and caches them for 30 s.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <vector>

#include "net/cancellation.h"
#include "net/deadline.h"

namespace alpharoute::net {

using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

// Confined to one thread. A lookup of the C library cannot be cancelled, so each lookup runs in a detached thread:
// after the limit, neither other lookups nor the end of the program wait for it.
class Resolver {
 public:
  Resolver(boost::asio::any_io_executor executor, std::string host, std::string port);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  // Returns no addresses if there are none, after `limit`, or if the call is cancelled. Concurrent calls share a
  // lookup.
  boost::asio::awaitable<Addresses> resolve(Milliseconds limit, Cancellation& cancellation);

  // Discards the cached addresses, for example because no connection to them is possible.
  void forget();

 private:
  struct Lookup;
  std::shared_ptr<Lookup> start() const;

  boost::asio::any_io_executor executor_;
  std::string host_, port_;
  std::shared_ptr<Lookup> lookup_;  // the latest
};

}  // namespace alpharoute::net
