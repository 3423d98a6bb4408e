#include "net/deadline.h"

#include <ctime>

namespace alpharoute::net {
namespace {

// Returns the time of the system's last tick. It costs a tenth of Clock::now(), and a request sets many limits.
Clock::time_point coarse_now() {
  std::timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return Clock::time_point(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

// The longest time between ticks of the system. Added to each limit so that none expires early.
constexpr Milliseconds kLag{10};

}  // namespace

void Deadlines::add(Deadline& deadline) {
  deadline.index_ = all_.size();
  all_.push_back(&deadline);
  if (!is_waiting_) wait();
}

void Deadlines::remove(Deadline& deadline) {
  all_.back()->index_ = deadline.index_;
  all_[deadline.index_] = all_.back();
  all_.pop_back();
}

void Deadlines::wait() {
  is_waiting_ = true;
  timer_.expires_after(kTick);
  timer_.async_wait([this](const boost::system::error_code& error) {
    is_waiting_ = false;
    if (error) return;
    expire_due();
    if (!all_.empty()) wait();
  });
}

void Deadlines::expire_due() {
  const Clock::time_point now = coarse_now();
  for (std::size_t i = 0; i < all_.size(); ++i) {
    Deadline& deadline = *all_[i];
    if (deadline.at_ > now) continue;
    deadline.at_ = Clock::time_point::max();
    deadline.has_expired_ = true;
    deadline.on_expiry_();
  }
}

Deadline::Deadline(Deadlines& deadlines, std::function<void()> on_expiry)
    : deadlines_(deadlines), on_expiry_(std::move(on_expiry)) {
  deadlines_.add(*this);
}

Deadline::~Deadline() { deadlines_.remove(*this); }

void Deadline::set(Milliseconds limit) {
  at_ = coarse_now() + kLag + limit;
  has_expired_ = false;
}

void Deadline::clear() {
  at_ = Clock::time_point::max();
  has_expired_ = false;
}

}  // namespace alpharoute::net
