// Time limits that cost nothing to move: one timer of a thread looks at all of them, ten or more times a second.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <vector>

namespace alpharoute::net {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

class Deadline;

// The limits of one thread. Not thread-safe: everything happens on the thread that runs the executor.
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
  void look();

  boost::asio::steady_timer timer_;
  bool is_waiting_ = false;
  std::vector<Deadline*> all_;
};

// A limit on whatever its owner awaits. Never early; late by at most two ticks and what the thread is busy with.
class Deadline {
 public:
  // `on_expiry` ends the operation that is awaited, by closing its socket for example. It must not destroy a deadline.
  Deadline(Deadlines& deadlines, std::function<void()> on_expiry);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // From now on; forgets an earlier limit and that it passed.
  void set(Milliseconds limit);
  void clear();
  bool has_expired() const { return has_expired_; }

 private:
  friend class Deadlines;

  Deadlines& deadlines_;
  std::function<void()> on_expiry_;
  Clock::time_point at_ = Clock::time_point::max();
  bool has_expired_ = false;
  std::size_t place_ = 0;  // in Deadlines::all_
};

}  // namespace alpharoute::net
