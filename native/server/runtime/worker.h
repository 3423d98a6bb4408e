// A thread of the server, with its event loop and its data.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "net/deadline.h"
#include "provider/provider.h"
#include "server/runtime/log.h"
#include "server/runtime/metrics.h"
#include "server/runtime/recent_vectors.h"
#include "server/runtime/state.h"
#include "server/runtime/stickiness.h"

namespace alpharoute::server {

namespace asio = boost::asio;

// Shared by all threads. Outlives them.
struct Services {
  Log& log;
  Metrics& metrics;
  asio::thread_pool& pool;  // for work that would block an event loop
  Stickiness& stickiness;
  RecentVectors& recent_vectors;
  std::function<Result<void>()> reload;  // replaces the state of all workers; keeps it on an error
};

// One thread's view of a State. Requests in progress keep the one they started with after a reload.
struct WorkerState {
  std::shared_ptr<const State> state;
  std::vector<std::unique_ptr<provider::Provider>> providers;
  Workspace workspace;
  Decision decision;  // for its memory
};

// A connection that a shutdown can close.
class OpenSession {
 public:
  virtual ~OpenSession() = default;
  virtual void close_if_idle() = 0;  // if no request is in progress
  virtual void close_now() = 0;
};

// Confined to its thread.
class Worker {
 public:
  explicit Worker(Services& s) : services(s), loop(1), deadlines(loop.get_executor()) {}

  void use(std::shared_ptr<const State> state);

  // Returns the Date header with its line break, cached for a second.
  std::string_view date_field();

  Services& services;
  asio::io_context loop;
  net::Deadlines deadlines;
  std::shared_ptr<WorkerState> worker_state;
  std::unordered_set<OpenSession*> sessions;
  bool is_draining = false;  // accepts no further requests

 private:
  std::string date_;
  std::time_t date_second_ = 0;
};

}  // namespace alpharoute::server
