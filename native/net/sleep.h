// A pause that whoever waits can leave.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/cancellation.h"
#include "net/deadline.h"

namespace alpharoute::net {

// On the executor's thread; `executor` must last as long. False if the cancellation was requested before `time` was
// over.
boost::asio::awaitable<bool> sleep_for(const boost::asio::any_io_executor& executor, Milliseconds time,
                                       Cancellation& cancellation);

}  // namespace alpharoute::net
