// Cancels an operation whose result is no longer needed.
#pragma once

#include <functional>
#include <utility>

namespace alpharoute::net {

// Confined to one thread. An operation that awaits registers a function that ends the wait.
class Cancellation {
 public:
  bool is_requested() const { return is_requested_; }

  void request() {
    is_requested_ = true;
    if (on_request_) on_request_();
  }

  // While the scope exists, `request` calls `end`. A cancellation has at most one scope.
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
