#include "server/serve/session.h"

#include <random>

#include "server/serve/dispatch.h"
#include "server/http/exchange.h"
#include "base/number_text.h"
#include "server/http/request_reader.h"

namespace alpharoute::server {
namespace {

using net::Milliseconds;

constexpr Milliseconds kWatchEvery{40};
constexpr unsigned kCallerLeft = 499;  // before there was an answer

// Asks every now and then whether the caller is still there.
class CallerWatch {
 public:
  CallerWatch(net::Connection& connection, net::Deadlines& deadlines, net::Cancellation& cancellation)
      : connection_(connection), cancellation_(cancellation), deadline_(deadlines, [this] { look(); }) {
    deadline_.set(kWatchEvery);
  }

 private:
  void look() {
    if (connection_.is_closed_by_peer()) return cancellation_.request();
    deadline_.set(kWatchEvery);
  }

  net::Connection& connection_;
  net::Cancellation& cancellation_;
  net::Deadline deadline_;
};

std::string new_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::string text = "req-0000000000000000";
  std::uint64_t number = random();
  for (auto digit = text.rbegin(); number != 0; ++digit, number /= 16) *digit = "0123456789abcdef"[number % 16];
  return text;
}

class Session : public OpenSession {
 public:
  Session(net::Socket socket, Worker& worker)
      : worker_(worker),
        connection_(std::move(socket)),
        deadline_(worker.deadlines, [this] { connection_.close(); }),
        reader_(connection_, deadline_, worker) {
    worker_.sessions.insert(this);
    worker_.services.metrics.connections(1);
  }
  ~Session() override {
    worker_.sessions.erase(this);
    worker_.services.metrics.connections(-1);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  asio::awaitable<bool> accept_tls(asio::ssl::context& context) {
    deadline_.set(options().header_timeout);
    error_code error;
    co_await connection_.accept_tls(context, error);
    co_return !error;
  }

  // False once the connection is to be closed.
  asio::awaitable<bool> serve_one() {
    request_.clear();
    net::RequestParser parser(request_, options().limits);
    net::Parsed parsed = co_await reader_.read_head(parser);
    if (parsed == net::Parsed::needs_more) co_return false;  // closed, or too slow
    Exchange exchange(request_, connection_, deadline_, worker_, new_id());
    const net::Clock::time_point began = net::Clock::now();
    const Admission admission = parsed == net::Parsed::failed ? Admission() : admit(exchange);
    if (parsed == net::Parsed::head && admission.wants_body()) {
      parsed = co_await reader_.read_body(parser);
      if (parsed == net::Parsed::needs_more) co_return false;
    }
    deadline_.clear();
    if (parsed == net::Parsed::failed) {
      exchange.close_afterwards();
      const HttpError refusal{parser.failure().status, parser.failure().message, "invalid_http"};
      co_await refuse(exchange, refusal);
    } else {
      if (parsed == net::Parsed::head) exchange.close_afterwards();  // refused before its body was read
      co_await handle(exchange, admission);
    }
    report(exchange, net::Clock::now() - began);
    co_return exchange.keeps_alive();
  }

  asio::awaitable<void> linger() { return reader_.linger(); }

  void close_if_idle() override {
    if (reader_.is_idle()) connection_.close();
  }
  void close_now() override { connection_.close(); }

 private:
  using error_code = boost::system::error_code;

  const ServerOptions& options() const { return worker_.worker_state->state->config.server; }

  // What nobody expects ends this request, not the server. The exception may quote the request: it is not logged.
  asio::awaitable<void> handle(Exchange& exchange, const Admission& admission) {
    bool has_failed = false;
    try {
      CallerWatch watch(connection_, worker_.deadlines, exchange.cancellation);
      co_await dispatch(exchange, admission);
    } catch (const std::exception&) {
      has_failed = true;
    }
    if (!has_failed) co_return;
    worker_.services.log.error("unexpected id=" + exchange.id);
    exchange.close_afterwards();
    if (!exchange.has_begun()) {
      co_await exchange.refuse(500, "Something unexpected happened. Please report this with the x-request-id.",
                               "unexpected");
    }
  }

  void report(const Exchange& exchange, net::Clock::duration time) {
    const double seconds = std::chrono::duration<double>(time).count();
    const std::string_view route = route_name(exchange.request);
    const unsigned status = exchange.has_begun() ? exchange.status() : kCallerLeft;
    worker_.services.metrics.request(route, status, seconds);
    if (!worker_.services.log.has_requests()) return;
    std::string line;
    line.reserve(160 + exchange.log_fields.size());
    line += "request id=";
    line += exchange.id;
    if (exchange.key != nullptr) {
      line += " key=";
      line += exchange.key->name;
    }
    line += " route=";
    line += route;
    line += " status=";
    line += std::to_string(status);
    line += " ms=";
    line += base::number_text(seconds * 1e3, 4);
    line += exchange.log_fields;
    worker_.services.log.info(line);
  }

  Worker& worker_;
  net::Connection connection_;
  net::Deadline deadline_;
  net::HttpRequest request_;
  RequestReader reader_;
};

}  // namespace

asio::awaitable<void> run_session(net::Socket socket, Worker& worker, std::shared_ptr<asio::ssl::context> tls) {
  Session session(std::move(socket), worker);
  if (tls && !co_await session.accept_tls(*tls)) co_return;
  while (co_await session.serve_one()) {
  }
  co_await session.linger();
}

asio::awaitable<void> reject_connection(net::Socket socket, Worker& worker) {
  net::Connection connection(std::move(socket));
  net::Deadline deadline(worker.deadlines, [&connection] { connection.close(); });
  deadline.set(Milliseconds(1000));
  net::HttpRequest nothing;
  nothing.keep_alive = false;
  Exchange exchange(nothing, connection, deadline, worker, new_id());
  co_await exchange.refuse(503, "The server has as many connections as it may have. Try again later.", "too_many_connections");
}

}  // namespace alpharoute::server
