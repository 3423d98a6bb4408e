#include "net/sleep.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace alpharoute::net {

namespace asio = boost::asio;

asio::awaitable<bool> sleep_for(asio::any_io_executor executor, Milliseconds time, Cancellation& cancellation) {
  asio::steady_timer timer(executor, time);
  const auto end = [&timer] { timer.cancel(); };
  Cancellation::Scope scope(cancellation, end);
  if (cancellation.is_requested()) co_return false;
  boost::system::error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  co_await timer.async_wait(token);
  co_return !cancellation.is_requested();
}

}  // namespace alpharoute::net
