#include "net/upstream.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace alpharoute::net {
namespace {

constexpr std::chrono::milliseconds kStaleCheckAfter{20};

}  // namespace

Upstream::Upstream(boost::asio::any_io_executor executor, Deadlines& deadlines, UpstreamOptions options)
    : executor_(std::move(executor)),
      deadlines_(deadlines),
      options_(std::move(options)),
      resolver_(executor_, options_.url.host, options_.url.port) {}

Upstream::~Upstream() = default;

std::unique_ptr<PooledConnection> Upstream::acquire_idle() {
  const Clock::time_point now = Clock::now();
  while (!idle_.empty()) {
    std::unique_ptr<PooledConnection> pooled = std::move(idle_.back());
    idle_.pop_back();
    const Clock::duration idle = now - pooled->idle_since;
    // Skip the check of a connection that was just in use: if it is closed, the call opens another.
    if (idle < kStaleCheckAfter) return pooled;
    if (idle < options_.idle_timeout && !pooled->connection.is_stale()) return pooled;
  }
  return nullptr;
}

void Upstream::release(std::unique_ptr<PooledConnection> pooled) {
  if (idle_.size() >= options_.max_idle) return;
  pooled->idle_since = Clock::now();
  idle_.push_back(std::move(pooled));
}

asio::awaitable<std::unique_ptr<PooledConnection>> Upstream::connect(Cancellation& cancellation, NetFailure& failure) {
  const Addresses addresses = co_await resolver_.resolve(options_.connect_timeout, cancellation);
  if (addresses.empty() || cancellation.is_requested()) {
    failure = cancellation.is_requested() ? NetFailure::cancelled : NetFailure::resolve;
    co_return nullptr;
  }
  auto pooled = std::make_unique<PooledConnection>(Connection(Socket(executor_)));
  const auto end = [&connection = pooled->connection] { connection.close(); };
  Deadline deadline(deadlines_, end);
  Cancellation::Scope scope(cancellation, end);
  deadline.set(options_.connect_timeout);
  co_await open(pooled->connection, addresses, failure);
  if (cancellation.is_requested()) failure = NetFailure::cancelled;
  if (deadline.has_expired()) failure = NetFailure::timeout;
  if (failure == NetFailure::none) co_return pooled;
  resolver_.forget();
  co_return nullptr;
}

asio::awaitable<void> Upstream::open(Connection& connection, const Addresses& addresses, NetFailure& failure) {
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  co_await asio::async_connect(connection.socket(), addresses, token);
  if (error) {
    failure = NetFailure::connect;
    co_return;
  }
  connection = Connection(std::move(connection.socket()));  // sets the options of the open socket
  if (!options_.url.is_tls) co_return;
  if (!options_.tls) {
    failure = NetFailure::tls;
    co_return;
  }
  co_await connection.connect_tls(*options_.tls, options_.url.host, options_.verify, error);
  if (error) failure = NetFailure::tls;
}

}  // namespace alpharoute::net
