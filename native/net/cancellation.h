// Tells work in progress that nobody waits for it any more.
#pragma once

#include <functional>
#include <utility>

namespace alpharoute::net {

// One thread's. Whoever awaits something registers how to end it for as long as it waits.
class Cancellation {
 public:
  bool is_requested() const { return is_requested_; }

  void request() {
    is_requested_ = true;
    if (on_request_) on_request_();
  }

  // While it lives, `request` calls `end`. One at a time.
  class Scope {
   public:
    Scope(Cancellation& cancellation, std::function<void()> end) : cancellation_(cancellation) {
      cancellation_.on_request_ = std::move(end);
    }
    ~Scope() { cancellation_.on_request_ = nullptr; }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Cancellation& cancellation_;
  };

 private:
  bool is_requested_ = false;
  std::function<void()> on_request_;
};

}  // namespace alpharoute::net
