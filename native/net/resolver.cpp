#include "net/resolver.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <system_error>
#include <thread>

namespace alpharoute::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::chrono::seconds kCacheTime{30};

Addresses look_up(const std::string& host, const std::string& port) {
  asio::io_context alone;
  error_code error;
  Addresses found;
  for (const auto& entry : asio::ip::tcp::resolver(alone).resolve(host, port, error)) found.push_back(entry.endpoint());
  return found;
}

}  // namespace

// The lookup's thread writes `found`, then closes its end of a pipe. Only the event loop uses the other members.
struct Resolver::Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : end(executor) {}

  void finish() {
    is_done = true;
    done_at = Clock::now();
    for (asio::steady_timer* timer : waiting) timer->cancel();
  }
  bool is_fresh() const { return is_done && !found->empty() && Clock::now() - done_at < kCacheTime; }

  std::shared_ptr<Addresses> found = std::make_shared<Addresses>();
  asio::posix::stream_descriptor end;
  std::vector<asio::steady_timer*> waiting;
  bool is_done = false;
  Clock::time_point done_at{};
};

Resolver::Resolver(asio::any_io_executor executor, std::string host, std::string port)
    : executor_(std::move(executor)), host_(std::move(host)), port_(std::move(port)) {}

Resolver::~Resolver() = default;

void Resolver::forget() {
  if (lookup_ && lookup_->is_done) lookup_.reset();
}

std::shared_ptr<Resolver::Lookup> Resolver::start() const {
  auto lookup = std::make_shared<Lookup>(executor_);
  error_code error;
  const asio::ip::address literal = asio::ip::make_address(host_, error);
  int pipe[2];
  if (!error) {
    lookup->found->emplace_back(literal, static_cast<unsigned short>(std::stoul(port_)));
    lookup->finish();
  } else if (::pipe2(pipe, O_CLOEXEC) != 0) {
    lookup->finish();
  } else {
    lookup->end.assign(pipe[0]);
    lookup->end.async_wait(asio::posix::stream_descriptor::wait_read,
                           [lookup](const error_code&) { lookup->finish(); });
    try {
      std::thread([host = host_, port = port_, found = lookup->found, end = pipe[1]] {
        // Block signals: this thread may outlive the server's handlers.
        sigset_t signals;
        ::sigfillset(&signals);
        ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        *found = look_up(host, port);
        ::close(end);
      }).detach();
    } catch (const std::system_error&) {
      ::close(pipe[1]);  // without a thread there are no addresses
    }
  }
  return lookup;
}

asio::awaitable<Addresses> Resolver::resolve(Milliseconds limit, Cancellation& cancellation) {
  const bool is_in_progress = lookup_ && !lookup_->is_done;
  if (!is_in_progress && !(lookup_ && lookup_->is_fresh())) lookup_ = start();
  const std::shared_ptr<Lookup> lookup = lookup_;
  if (!lookup->is_done && !cancellation.is_requested()) {
    asio::steady_timer timer(executor_, limit);
    const auto stop = [&timer] { timer.cancel(); };
    Cancellation::Scope scope(cancellation, stop);
    lookup->waiting.push_back(&timer);
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await timer.async_wait(token);
    std::erase(lookup->waiting, &timer);
  }
  // During a lookup, `found` belongs to its thread.
  co_return lookup->is_done ? *lookup->found : Addresses();
}

}  // namespace alpharoute::net
