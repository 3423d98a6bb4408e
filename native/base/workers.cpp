#include "base/workers.h"

#include <algorithm>

namespace alpharoute::base {

Workers::Workers(unsigned threads) {
  const unsigned count = threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads;
  for (unsigned i = 1; i < count; ++i) {
    helpers_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
  }
}

Workers::~Workers() {
  for (std::jthread& helper : helpers_) helper.request_stop();
}

void Workers::run(std::size_t tasks, const std::function<void(std::size_t)>& task,
                  const std::function<void(double)>& report) {
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    tasks_ = tasks;
    next_ = 0;
    helping_ = helpers_.size();
    ++round_;
  }
  started_.notify_all();
  run_tasks(report);
  std::unique_lock lock(mutex_);
  finished_.wait(lock, [this] { return helping_ == 0; });
  if (report) report(1.0);
}

void Workers::serve(const std::stop_token& stop) {
  for (std::size_t served = 0;;) {
    {
      std::unique_lock lock(mutex_);
      if (!started_.wait(lock, stop, [&] { return round_ != served; })) return;
      served = round_;
    }
    run_tasks({});
    const std::lock_guard lock(mutex_);
    if (--helping_ == 0) finished_.notify_one();
  }
}

void Workers::run_tasks(const std::function<void(double)>& report) {
  for (std::size_t i = next_.fetch_add(1); i < tasks_; i = next_.fetch_add(1)) {
    (*task_)(i);
    if (report) report(static_cast<double>(i) / static_cast<double>(tasks_));
  }
}

}  // namespace alpharoute::base
