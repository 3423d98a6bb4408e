#include "server/serve/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <mutex>
#include <set>
#include <thread>

#include "server/runtime/embedder_name.h"
#include "server/runtime/worker.h"
#include "server/serve/session.h"
#include "server/serve/startup.h"

namespace alpharoute::server {
namespace {

using asio::ip::tcp;
using boost::system::error_code;
using net::Milliseconds;

constexpr int kBacklog = 4096;
constexpr Milliseconds kAcceptRetryDelay{50};
constexpr Milliseconds kLogFlushInterval{250};
constexpr Milliseconds kShutdownPoll{20};
constexpr Milliseconds kCloseTimeout{2000};  // for closed connections to end

class Server {
 public:
  Server(const ServeOptions& options, std::shared_ptr<State> state, Tls tls)
      : options_(options),
        log_(state->config.log_level),
        pool_(state->config.server.cpu_threads),
        services_{log_, metrics_, pool_, stickiness_, recent_vectors_, [this] { return reload(); }},
        state_(std::move(state)),
        tls_(std::move(tls)) {
    for (unsigned i = 0; i < state_->config.server.threads; ++i) {
      workers_.push_back(std::make_unique<Worker>(services_));
      workers_.back()->use(state_);
    }
    signals_.emplace(first().loop, SIGINT, SIGTERM, SIGHUP);
    flush_.emplace(first().loop);
    acceptor_.emplace(first().loop);
  }

  Result<std::string> listen() {
    const ServerOptions& server = state_->config.server;
    error_code error;
    tcp::resolver resolver(first().loop);
    const auto found = resolver.resolve(server.host, std::to_string(server.port), tcp::resolver::passive, error);
    const std::string place = server.host + ":" + std::to_string(server.port);
    if (error || found.empty()) {
      return Error{ErrorCode::io, "can't resolve the address " + server.host + ". Check --host."};
    }
    const tcp::endpoint endpoint = found.begin()->endpoint();
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(kBacklog, error);
    if (error) {
      return Error{ErrorCode::io, "can't listen on " + place + ": " + error.message() + ". Try another --port."};
    }
    const tcp::endpoint bound = acceptor_->local_endpoint();
    const std::string address =
        bound.address().is_v6() ? "[" + bound.address().to_string() + "]" : bound.address().to_string();
    return (tls_ ? "https://" : "http://") + address + ":" + std::to_string(bound.port());
  }

  void run() {
    asio::co_spawn(first().loop, accept(), asio::detached);
    asio::co_spawn(first().loop, handle_signals(), asio::detached);
    asio::co_spawn(first().loop, flush_log(), asio::detached);
    compress_files(state_);
    warn_about_embedder();
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      guards_.push_back(asio::make_work_guard(workers_[i]->loop));
      threads.emplace_back([worker = workers_[i].get()] { worker->loop.run(); });
    }
    first().loop.run();
    guards_.clear();
    threads.clear();
    pool_.stop();  // the results of queued work are no longer needed
    pool_.join();
    log_.flush();
    block_signals();
  }

  Result<void> reload() {
    const std::scoped_lock lock(reload_mutex_);
    Result<Config> config = load_config(options_);
    if (!config) return failed_reload(config.error());
    // A new address takes effect only after a restart.
    config->server.host = state_->config.server.host;
    config->server.port = state_->config.server.port;
    if (const Result<void> checked = check_exposure(*config); !checked) return failed_reload(checked.error());
    Result<Tls> tls = load_tls(config->server);
    if (!tls) return failed_reload(tls.error());
    Result<std::shared_ptr<State>> state = make_state(*std::move(config), options_.builtin, state_.get());
    if (!state) return failed_reload(state.error());
    state_ = *std::move(state);
    log_.set_level(state_->config.log_level);
    for (const auto& worker : workers_) {
      asio::post(worker->loop, [target = worker.get(), next = state_] { target->use(next); });
    }
    asio::post(first().loop, [this, next = *tls] { tls_ = next; });
    compress_files(state_);
    warn_about_embedder();
    log_.info("reloaded");
    return {};
  }

 private:
  Worker& first() { return *workers_.front(); }

  Result<void> failed_reload(const Error& error) {
    log_.error("reload_failed reason=\"" + error.message + "\"");
    return error;
  }

  void warn_about_embedder() {
    const std::string warning = embedder_mismatch_warning(state_->config.router, state_->router.artifact().embedder);
    if (!warning.empty()) log_.warning("embedder_mismatch reason=\"" + warning + "\"");
  }

  void compress_files(const std::shared_ptr<State>& state) {
    std::set<std::shared_ptr<PublishedFile>> files = {
        state->artifact_file};  // a set: the web app may share a file with the router
    if (state->embedder_file) files.insert(state->embedder_file);
    for (const auto& [path, file] : state->web) files.insert(file);
    for (const auto& file : files) {
      asio::post(pool_, [file] { compress(*file); });
    }
  }

  asio::awaitable<void> accept() {
    while (acceptor_->is_open()) {
      Worker& worker = *workers_[next_worker_++ % workers_.size()];
      net::Socket socket(worker.loop);
      error_code error;
      auto token = asio::redirect_error(asio::use_awaitable, error);
      co_await acceptor_->async_accept(socket, token);
      if (error == asio::error::operation_aborted) co_return;
      if (error) {
        // Most likely out of file descriptors: retry after others have closed.
        log_.warning("accept_failed reason=\"" + error.message() + "\"");
        asio::steady_timer timer(first().loop, kAcceptRetryDelay);
        co_await timer.async_wait(token);
        continue;
      }
      const bool is_full = ++connections_ > connection_limit();
      asio::co_spawn(worker.loop, run_one(std::move(socket), worker, is_full ? Tls() : tls_, is_full), asio::detached);
    }
  }

  // Runs on the first worker's thread.
  std::size_t connection_limit() { return first().worker_state->state->config.server.max_connections; }

  asio::awaitable<void> run_one(net::Socket socket, Worker& worker, Tls tls, bool is_full) {
    try {
      if (is_full) {
        co_await reject_connection(std::move(socket), worker);
      } else {
        co_await run_session(std::move(socket), worker, std::move(tls));
      }
    } catch (const std::exception&) {
      log_.error("exception");
    }
    --connections_;
  }

  asio::awaitable<void> handle_signals() {
    for (bool is_stopping = false;;) {
      error_code error;
      auto token = asio::redirect_error(asio::use_awaitable, error);
      const int signal = co_await signals_->async_wait(token);
      if (error) co_return;
      if (signal == SIGHUP) {
        (void)reload();
      } else if (!is_stopping) {
        is_stopping = true;
        asio::co_spawn(first().loop, shut_down(), asio::detached);
      } else {
        stop_now_ = true;
      }
    }
  }

  // Waits for requests in progress, then closes the remaining connections.
  asio::awaitable<void> shut_down() {
    log_.info("shutting_down");
    error_code ignored;
    acceptor_->close(ignored);
    for (const auto& worker : workers_) {
      asio::post(worker->loop, [target = worker.get()] {
        target->is_draining = true;
        for (OpenSession* session : target->sessions) session->close_if_idle();
      });
    }
    const net::Clock::time_point end = net::Clock::now() + first().worker_state->state->config.server.shutdown_timeout;
    co_await wait_for_sessions(end, false);
    for (const auto& worker : workers_) {
      asio::post(worker->loop, [target = worker.get()] {
        for (OpenSession* session : target->sessions) session->close_now();
      });
    }
    co_await wait_for_sessions(net::Clock::now() + kCloseTimeout, true);
    flush_->cancel();
    for (const auto& worker : workers_) worker->loop.stop();
  }

  asio::awaitable<void> wait_for_sessions(net::Clock::time_point end, bool is_final) {
    asio::steady_timer timer(first().loop);
    while (connections_ > 0 && net::Clock::now() < end && (is_final || !stop_now_)) {
      timer.expires_after(kShutdownPoll);
      error_code error;
      auto token = asio::redirect_error(asio::use_awaitable, error);
      co_await timer.async_wait(token);
    }
  }

  asio::awaitable<void> flush_log() {
    for (error_code error; !error;) {
      flush_->expires_after(kLogFlushInterval);
      auto token = asio::redirect_error(asio::use_awaitable, error);
      co_await flush_->async_wait(token);
      log_.flush();
    }
  }

  const ServeOptions& options_;
  Log log_;
  Metrics metrics_;
  Stickiness stickiness_;
  RecentVectors recent_vectors_;
  asio::thread_pool pool_;
  Services services_;
  std::mutex reload_mutex_;
  std::shared_ptr<State> state_;  // the current one; guarded by reload_mutex_ after the start
  Tls tls_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> guards_;
  std::optional<asio::signal_set> signals_;
  std::optional<asio::steady_timer> flush_;
  std::optional<tcp::acceptor> acceptor_;
  std::size_t next_worker_ = 0;
  std::atomic<std::size_t> connections_ = 0;
  bool stop_now_ = false;
};

}  // namespace

Result<void> serve(const ServeOptions& options, const std::function<void(const std::string&)>& on_ready) {
  Result<Config> config = load_config(options);
  if (!config) return config.error();
  if (const Result<void> checked = check_exposure(*config); !checked) return checked.error();
  Result<Tls> tls = load_tls(config->server);
  if (!tls) return tls.error();
  Result<std::shared_ptr<State>> state = make_state(*std::move(config), options.builtin, nullptr);
  if (!state) return state.error();
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  Server server(options, *std::move(state), *std::move(tls));
  const Result<std::string> address = server.listen();
  if (!address) return address.error();
  on_ready(*address);
  server.run();
  return {};
}

}  // namespace alpharoute::server
