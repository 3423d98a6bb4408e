// A few threads that share out numbered tasks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace alpharoute::base {

// Which thread does which task is left to chance: a result that must not depend on the number of threads has to follow
// from the tasks' numbers alone.
class Workers {
 public:
  // `threads` counts the calling one; 0 means as many as the machine has.
  explicit Workers(unsigned threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Runs task(0) to task(tasks - 1) and returns when all are done. `task` must not throw. `report`, if given, is called
  // now and then from the calling thread with the share done, at last with 1. One call at a time.
  void run(std::size_t tasks, const std::function<void(std::size_t)>& task,
           const std::function<void(double)>& report = {});

 private:
  void serve(const std::stop_token& stop);
  void take_tasks(const std::function<void(double)>& report);

  std::mutex mutex_;
  std::condition_variable_any called_;
  std::condition_variable finished_;
  std::size_t round_ = 0;    // counts the calls of `run`, so that a helper serves each once
  std::size_t helping_ = 0;  // helpers that have not finished this round
  const std::function<void(std::size_t)>* task_ = nullptr;
  std::size_t tasks_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::jthread> helpers_;  // last, so that they end before what they use
};

}  // namespace alpharoute::base
