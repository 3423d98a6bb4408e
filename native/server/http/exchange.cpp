#include "server/http/exchange.h"

#include <algorithm>
#include <boost/beast/http/status.hpp>

namespace alpharoute::server {
namespace {

// The write timeout applies to each piece, so that a slow client can receive a large file.
constexpr std::size_t kPiece = 256 * 1024;

// Beast has the standard's reason phrases.
std::string_view reason_of(unsigned status) {
  const boost::beast::string_view reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  return {reason.data(), reason.size()};
}

}  // namespace

Exchange::Exchange(net::HttpRequest& r, net::Connection& connection, net::Deadline& deadline, Worker& w, std::string i)
    : request(r),
      worker(w),
      worker_state(w.worker_state),
      id(std::move(i)),
      connection_(connection),
      deadline_(deadline),
      keep_alive_(r.keep_alive) {
  headers_.reserve(384);
}

void Exchange::add_header(std::string_view name, std::string_view value) {
  headers_ += name;
  headers_ += ": ";
  const std::size_t begin = headers_.size();
  headers_ += value;
  std::replace_if(
      headers_.begin() + static_cast<std::ptrdiff_t>(begin), headers_.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, ' ');
  headers_ += "\r\n";
}

std::string Exchange::head(unsigned status, std::string_view content_type, std::string_view length_header) {
  if (worker.is_draining) keep_alive_ = false;
  std::string text;
  text.reserve(384 + headers_.size());
  text += "HTTP/1.1 ";
  text += std::to_string(status);
  text += ' ';
  text += reason_of(status);
  text += "\r\n";
  text += worker.date_field();
  if (!content_type.empty()) {
    text += "Content-Type: ";
    text += content_type;
    text += "\r\nX-Content-Type-Options: nosniff\r\n";
  }
  text += length_header;
  text += "x-request-id: ";
  text += id;
  text += "\r\n";
  text += headers_;
  if (!keep_alive_) {
    text += "Connection: close\r\n";
  } else if (request.is_http_10) {
    text += "Connection: keep-alive\r\n";
  }
  text += "\r\n";
  return text;
}

asio::awaitable<bool> Exchange::send(std::string_view first, std::string_view second) {
  if (is_disconnected_) co_return false;
  boost::system::error_code error;
  do {
    const std::string_view piece = second.substr(0, kPiece);
    deadline_.set(worker_state->state->config.server.write_timeout);
    co_await connection_.write(first, piece, error);
    is_disconnected_ = error || deadline_.has_expired();
    first = {};
    second.remove_prefix(piece.size());
  } while (!second.empty() && !is_disconnected_);
  deadline_.clear();
  if (is_disconnected_) {
    keep_alive_ = false;
    cancellation.request();
  }
  co_return !is_disconnected_;
}

asio::awaitable<HttpResult<void>> Exchange::respond(unsigned status, std::string_view content_type,
                                                    std::string_view body) {
  status_ = status;
  std::string length;
  if (status != 204 && status != 304) length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::string text = head(status, content_type, length);
  const bool has_body = request.method != "HEAD" && status != 204 && status != 304;
  (void)co_await send(text, has_body ? body : std::string_view());
  co_return HttpResult<void>();
}

asio::awaitable<HttpResult<void>> Exchange::respond_json(unsigned status, std::string_view body) {
  return respond(status, "application/json", body);
}

void Exchange::begin_stream() {
  status_ = 200;
  is_chunked_ = !request.is_http_10;
  if (!is_chunked_) keep_alive_ = false;
  add_header("Cache-Control", "no-cache");
  add_header("X-Accel-Buffering", "no");
  pending_head_ = head(200, "text/event-stream; charset=utf-8", is_chunked_ ? "Transfer-Encoding: chunked\r\n" : "");
}

asio::awaitable<bool> Exchange::write(std::string_view bytes) {
  if (bytes.empty()) co_return !is_disconnected_;
  const std::string head = std::move(pending_head_);
  pending_head_.clear();
  if (!is_chunked_) co_return co_await send(head, bytes);
  char size[24];
  const int digits = std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  std::string chunk;
  chunk.reserve(bytes.size() + 24);
  chunk.append(size, static_cast<std::size_t>(digits));
  chunk += bytes;
  chunk += "\r\n";
  co_return co_await send(head, chunk);
}

asio::awaitable<bool> Exchange::end_stream() {
  if (!is_chunked_) co_return !is_disconnected_;
  co_return co_await send(pending_head_, "0\r\n\r\n");
}

}  // namespace alpharoute::server
