// The addresses of one host, looked up and kept for a while.
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

// Of one thread. The C library can look up a name, but not be told to stop: each lookup has a thread of its own, which
// nobody waits for beyond the limit, neither other hosts' lookups nor the end of the program.
class Resolver {
 public:
  Resolver(boost::asio::any_io_executor executor, std::string host, std::string port);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  // Empty if the host has none, if they were not found within `limit`, or if the call was cancelled. Whoever asks while
  // a lookup is under way waits for that one.
  boost::asio::awaitable<Addresses> resolve(Milliseconds limit, Cancellation& cancellation);

  // Nobody answers there: the next call looks again.
  void forget();

 private:
  struct Lookup;
  std::shared_ptr<Lookup> start() const;

  boost::asio::any_io_executor executor_;
  std::string host_, port_;
  std::shared_ptr<Lookup> lookup_;  // the latest
};

}  // namespace alpharoute::net
