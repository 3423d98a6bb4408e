// Time limits that are cheap to reset: one timer per thread checks all of them every kTick (25 ms).
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <vector>

namespace alpharoute::net {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

class Deadline;

// The deadlines of one thread, the one that runs the executor. Not thread-safe.
class Deadlines {
 public:
  static constexpr Milliseconds kTick{25};

  explicit Deadlines(const boost::asio::any_io_executor& executor) : timer_(executor) {}
  Deadlines(const Deadlines&) = delete;
  Deadlines& operator=(const Deadlines&) = delete;

 private:
  friend class Deadline;

  void add(Deadline& deadline);
  void remove(Deadline& deadline);
  void wait();
  void expire_due();

  boost::asio::steady_timer timer_;
  bool is_waiting_ = false;
  std::vector<Deadline*> all_;
};

// Limits the time of an operation that its owner awaits. Expires at most two ticks late, or later on a busy thread;
// never early.
class Deadline {
 public:
  // `on_expiry` ends the operation, for example by closing its socket. It must not destroy a deadline.
  Deadline(Deadlines& deadlines, std::function<void()> on_expiry);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // Starts a new limit, which replaces the last one, expired or not.
  void set(Milliseconds limit);
  void clear();
  bool has_expired() const { return has_expired_; }

 private:
  friend class Deadlines;

  Deadlines& deadlines_;
  std::function<void()> on_expiry_;
  Clock::time_point at_ = Clock::time_point::max();
  bool has_expired_ = false;
  std::size_t index_ = 0;  // in Deadlines::all_
};

}  // namespace alpharoute::net
