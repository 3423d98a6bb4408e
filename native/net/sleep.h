// A wait that can be cancelled.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/cancellation.h"
#include "net/deadline.h"

namespace alpharoute::net {

// Waits for `time` on the executor's thread. Returns false if the cancellation is requested first.
boost::asio::awaitable<bool> sleep_for(boost::asio::any_io_executor executor, Milliseconds time,
                                       Cancellation& cancellation);

}  // namespace alpharoute::net
