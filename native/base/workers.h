// A few threads that share numbered tasks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace alpharoute::base {

// The assignment of tasks to threads is not deterministic: a reproducible result must depend only on the task numbers.
class Workers {
 public:
  // `threads` includes the calling thread; 0: one per processor.
  explicit Workers(unsigned threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Runs task(0) to task(tasks - 1) and returns when all are done. `task` must not throw. `report`, if given, is called
  // from the calling thread, after each of its tasks, with the share done; at the end with 1. One call at a time.
  void run(std::size_t tasks, const std::function<void(std::size_t)>& task,
           const std::function<void(double)>& report = {});

 private:
  void serve(const std::stop_token& stop);
  void run_tasks(const std::function<void(double)>& report);

  std::mutex mutex_;
  std::condition_variable_any started_;
  std::condition_variable finished_;
  std::size_t round_ = 0;    // number of run() calls; a helper joins each round once
  std::size_t helping_ = 0;  // helpers that have not finished this round
  const std::function<void(std::size_t)>* task_ = nullptr;
  std::size_t tasks_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::jthread> helpers_;  // declared last: joined before the members they use are destroyed
};

}  // namespace alpharoute::base
