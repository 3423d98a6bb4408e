#include "server/session.h"

#include <boost/asio/buffer.hpp>
#include <random>

#include "server/dispatch.h"
#include "server/exchange.h"
#include "server/number_text.h"

namespace alpharoute::server {
namespace {

using net::Milliseconds;

constexpr std::size_t kRead = 4 * 1024;
constexpr Milliseconds kWatchEvery{40};

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
      : worker_(worker), connection_(std::move(socket)), deadline_(worker.deadlines, [this] { connection_.close(); }) {
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
    net::Parsed parsed = co_await read_head(parser);
    if (parsed == net::Parsed::needs_more) co_return false;  // closed, or too slow
    Exchange exchange(request_, connection_, deadline_, worker_, new_id());
    const net::Clock::time_point began = net::Clock::now();
    const Admission admission = parsed == net::Parsed::failed ? Admission() : admit(exchange);
    if (parsed == net::Parsed::head && admission.wants_body()) {
      parsed = co_await read_body(parser);
      if (parsed == net::Parsed::needs_more) co_return false;
    }
    deadline_.clear();
    if (parsed == net::Parsed::failed) {
      exchange.close_afterwards();
      co_await exchange.refuse(parser.failure().status, parser.failure().message, "bad_http");
    } else {
      if (parsed == net::Parsed::head) exchange.close_afterwards();  // refused before its body was read
      co_await handle(exchange, admission);
    }
    report(exchange, net::Clock::now() - began);
    co_return exchange.keeps_alive();
  }

  // A caller that still sends when it was refused would lose the answer to a reset: takes in what comes, for a moment.
  asio::awaitable<void> linger() {
    if (!connection_.is_open()) co_return;
    error_code error;
    connection_.socket().shutdown(net::Socket::shutdown_send, error);
    deadline_.set(kLinger);
    for (std::size_t taken = 0; !error && taken < kMaxLinger;) {
      const asio::mutable_buffer buffer(buffer_.data(), buffer_.size());
      taken += co_await connection_.read_some(buffer, error);
    }
  }

  void close_if_idle() override {
    if (is_idle_) connection_.close();
  }
  void close_now() override { connection_.close(); }

 private:
  using error_code = boost::system::error_code;
  static constexpr Milliseconds kLinger{500};
  static constexpr std::size_t kMaxLinger = std::size_t{4} << 20;

  const ServerOptions& options() const { return worker_.lane->state->config.server; }

  // Bytes that were read and not used: the beginning of the next request.
  std::string_view unread() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }
  void used(std::string_view rest) { begin_ = end_ - rest.size(); }

  asio::awaitable<bool> read_more() {
    error_code error;
    if (buffer_.empty()) {
      // Connections that never ask for anything hold no memory for it.
      co_await connection_.wait_readable(error);
      if (error) co_return false;
      buffer_.resize(kRead);
    }
    if (begin_ == end_) begin_ = end_ = 0;
    const asio::mutable_buffer buffer(buffer_.data() + end_, buffer_.size() - end_);
    end_ += co_await connection_.read_some(buffer, error);
    co_return !error;
  }

  asio::awaitable<net::Parsed> read_head(net::RequestParser& parser) {
    is_idle_ = unread().empty();
    deadline_.set(is_idle_ ? options().idle_timeout : options().header_timeout);
    for (;;) {
      std::string_view bytes = unread();
      if (!bytes.empty()) {
        const net::Parsed parsed = parser.parse(bytes);
        used(bytes);
        if (parsed != net::Parsed::needs_more) co_return parsed;
        if (end_ == buffer_.size()) make_room();
      }
      if (worker_.is_draining && is_idle_) co_return net::Parsed::needs_more;
      if (!co_await read_more()) co_return net::Parsed::needs_more;
      if (is_idle_) {
        is_idle_ = false;
        deadline_.set(options().header_timeout);
      }
    }
  }

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

  asio::awaitable<net::Parsed> read_body(net::RequestParser& parser) {
    deadline_.set(options().body_timeout);
    error_code error;
    if (parser.expects_continue() && unread().empty()) {
      co_await connection_.write("HTTP/1.1 100 Continue\r\n\r\n", "", error);
    }
    for (;;) {
      std::string_view bytes = unread();
      if (!bytes.empty()) {
        const net::Parsed parsed = parser.parse(bytes);
        used(bytes);
        if (parsed != net::Parsed::needs_more && parsed != net::Parsed::head) co_return parsed;
        if (end_ == buffer_.size()) make_room();
      }
      if (!co_await read_more()) co_return net::Parsed::needs_more;
    }
  }

  // The parser wants to see a line or a chunk's size whole: what is unread moves to the front.
  void make_room() {
    const std::string rest(unread());
    if (buffer_.size() < 2 * rest.size() + kRead) buffer_.resize(2 * rest.size() + kRead);
    rest.copy(buffer_.data(), rest.size());
    begin_ = 0;
    end_ = rest.size();
  }

  void report(const Exchange& exchange, net::Clock::duration time) {
    const double seconds = std::chrono::duration<double>(time).count();
    const std::string_view route = route_name(exchange.request);
    worker_.services.metrics.request(route, exchange.status(), seconds);
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
    line += std::to_string(exchange.status());
    line += " ms=";
    line += number_text(seconds * 1e3, 4);
    line += exchange.log_fields;
    worker_.services.log.info(line);
  }

  Worker& worker_;
  net::Connection connection_;
  net::Deadline deadline_;
  net::HttpRequest request_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool is_idle_ = true;
};

}  // namespace

asio::awaitable<void> run_session(net::Socket socket, Worker& worker, std::shared_ptr<asio::ssl::context> tls) {
  Session session(std::move(socket), worker);
  if (tls && !co_await session.accept_tls(*tls)) co_return;
  while (co_await session.serve_one()) {
  }
  co_await session.linger();
}

asio::awaitable<void> turn_away(net::Socket socket, Worker& worker) {
  net::Connection connection(std::move(socket));
  net::Deadline deadline(worker.deadlines, [&connection] { connection.close(); });
  deadline.set(Milliseconds(1000));
  net::HttpRequest nothing;
  nothing.keep_alive = false;
  Exchange exchange(nothing, connection, deadline, worker, new_id());
  co_await exchange.refuse(503, "The server has as many connections as it may have. Try again later.", "too_busy");
}

}  // namespace alpharoute::server
