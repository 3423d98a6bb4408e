#include "server/serve/session.h"

#include <random>

#include "base/number_text.h"
#include "server/access/admission.h"
#include "server/access/origin.h"
#include "server/api/routes.h"
#include "server/http/problem.h"
#include "server/http/request_reader.h"
#include "server/serve/dispatch.h"

namespace alpharoute::server {
namespace {

using net::Milliseconds;

constexpr Milliseconds kWatchInterval{40};
constexpr Milliseconds kRejectTimeout{1000};

// Checks every kWatchInterval whether the client is still connected.
class ClientWatch {
 public:
  ClientWatch(net::Connection& connection, net::Deadlines& deadlines, net::Cancellation& cancellation)
      : connection_(connection), cancellation_(cancellation), deadline_(deadlines, [this] { check(); }) {
    deadline_.set(kWatchInterval);
  }

 private:
  void check() {
    if (connection_.is_closed_by_peer()) return cancellation_.request();
    deadline_.set(kWatchInterval);
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

  // Serves one request. Returns false if the connection must close.
  asio::awaitable<bool> serve_one() {
    request_.clear();
    net::RequestParser parser(request_, options().limits);
    net::Parsed parsed = co_await reader_.read_head(parser);
    if (parsed == net::Parsed::needs_more) co_return false;
    Exchange exchange(request_, connection_, deadline_, worker_, new_id());
    const net::Clock::time_point began = net::Clock::now();
    const Route* route = nullptr;
    HttpResult<void> admitted;
    if (parsed != net::Parsed::failed) {
      route = find_route(routes(), request_.method, request_.path());
      admitted = admit(exchange, route);
    }
    if (parsed == net::Parsed::head && route != nullptr && admitted) {
      parsed = co_await reader_.read_body(parser);
      if (parsed == net::Parsed::needs_more) co_return false;
    }
    deadline_.clear();
    if (parsed == net::Parsed::failed) {
      admitted = HttpError{parser.failure().status, std::string(parser.failure().message), "invalid_http"};
    }
    // The body of a rejected request is still unread.
    if (parsed != net::Parsed::complete) exchange.close_afterwards();
    co_await respond(exchange, route, std::move(admitted));
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

  // Every error of a request becomes its response here.
  asio::awaitable<void> respond(Exchange& exchange, const Route* route, HttpResult<void> result) {
    add_cors_headers(exchange);
    if (result) result = co_await handle(exchange, route);
    if (result) co_return;
    const HttpError error = result.error();
    co_await send_error(exchange, error);
  }

  // An exception ends this request, not the server. Its text may quote the request, so the log has only the id.
  asio::awaitable<HttpResult<void>> handle(Exchange& exchange, const Route* route) {
    try {
      ClientWatch watch(connection_, worker_.deadlines, exchange.cancellation);
      co_return co_await dispatch(exchange, route);
    } catch (const std::exception&) {
      worker_.services.log.error("exception id=" + exchange.id);
    }
    exchange.close_afterwards();
    co_return HttpError{500, "Internal error. Report it with the x-request-id.", "internal_error"};
  }

  void report(const Exchange& exchange, net::Clock::duration time) {
    const double seconds = std::chrono::duration<double>(time).count();
    const std::string_view route = route_label(routes(), exchange.request.path());
    const unsigned status = exchange.has_begun() ? exchange.status() : kClientClosedRequest;
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
  deadline.set(kRejectTimeout);
  net::HttpRequest nothing;
  nothing.keep_alive = false;
  Exchange exchange(nothing, connection, deadline, worker, new_id());
  const HttpError error{503, "The server has reached its connection limit. Try again later.", "too_many_connections"};
  co_await send_error(exchange, error);
}

}  // namespace alpharoute::server
