// One thread of the server: its event loop and all that belongs to it alone.
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

// What all threads share, for as long as the server runs.
struct Services {
  Log& log;
  Metrics& metrics;
  asio::thread_pool& pool;  // for work that would hold up a loop
  Stickiness& stickiness;
  RecentVectors& recent_vectors;
  std::vector<provider::UsageSink*> usage;
  std::function<Result<void>()> reload;  // swaps the state everywhere; the error says why the old one stays
};

// A state as one thread uses it. Requests under way keep the worker_state they began on.
struct WorkerState {
  std::shared_ptr<const State> state;
  std::vector<std::unique_ptr<provider::Provider>> providers;
  Workspace workspace;
  Decision decision;  // working space
};

// A connection as a shutdown sees it.
class OpenSession {
 public:
  virtual ~OpenSession() = default;
  virtual void close_if_idle() = 0;  // if it waits for its next request
  virtual void close_now() = 0;
};

class Worker {
 public:
  explicit Worker(Services& s) : services(s), loop(1), deadlines(loop.get_executor()) {}

  void use(std::shared_ptr<const State> state);

  // "Date: ..." and its line end, of this second.
  std::string_view date_field();

  Services& services;
  asio::io_context loop;
  net::Deadlines deadlines;
  std::shared_ptr<WorkerState> worker_state;
  std::unordered_set<OpenSession*> sessions;
  bool is_draining = false;  // no request is begun any more

 private:
  std::string date_;
  std::time_t date_second_ = 0;
};

}  // namespace alpharoute::server
