#include "server/http/exchange.h"

#include <algorithm>

#include "protocol/openai/answer.h"

namespace alpharoute::server {
namespace {

// That a caller must take within the limit: one that reads slowly, but reads, gets the whole of a large file.
constexpr std::size_t kPiece = 256 * 1024;

std::string_view error_type(unsigned status) {
  if (status == 401) return "authentication_error";
  if (status == 403) return "permission_error";
  if (status == 404) return "not_found_error";
  if (status == 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

}  // namespace

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 499: return "Client Closed Request";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Unknown";
  }
}

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

std::string Exchange::head(unsigned status, std::string_view content_type, std::string_view length_field) {
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
  text += length_field;
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
  if (is_gone_) co_return false;
  boost::system::error_code error;
  do {
    const std::string_view piece = second.substr(0, kPiece);
    deadline_.set(worker_state->state->config.server.write_timeout);
    co_await connection_.write(first, piece, error);
    is_gone_ = error || deadline_.has_expired();
    first = {};
    second.remove_prefix(piece.size());
  } while (!second.empty() && !is_gone_);
  deadline_.clear();
  if (is_gone_) {
    keep_alive_ = false;
    cancellation.request();
  }
  co_return !is_gone_;
}

asio::awaitable<void> Exchange::respond(unsigned status, std::string_view content_type, std::string_view body) {
  status_ = status;
  std::string length;
  if (status != 204 && status != 304) length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::string text = head(status, content_type, length);
  const bool has_body = request.method != "HEAD" && status != 204 && status != 304;
  (void)co_await send(text, has_body ? body : std::string_view());
}

asio::awaitable<void> Exchange::respond_json(unsigned status, std::string_view body) {
  return respond(status, "application/json", body);
}

asio::awaitable<void> Exchange::refuse(unsigned status, std::string_view message, std::string_view code) {
  const std::string body = provider::error_json(message, error_type(status), code);
  co_await respond(status, "application/json", body);
}

void Exchange::begin_stream() {
  status_ = 200;
  is_chunked_ = !request.is_http_10;
  if (!is_chunked_) keep_alive_ = false;
  add_header("Cache-Control", "no-cache");
  add_header("X-Accel-Buffering", "no");
  waiting_head_ = head(200, "text/event-stream; charset=utf-8", is_chunked_ ? "Transfer-Encoding: chunked\r\n" : "");
}

asio::awaitable<bool> Exchange::write(std::string_view bytes) {
  if (bytes.empty()) co_return !is_gone_;
  const std::string head = std::move(waiting_head_);
  waiting_head_.clear();
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
  if (!is_chunked_) co_return !is_gone_;
  co_return co_await send(waiting_head_, "0\r\n\r\n");
}

}  // namespace alpharoute::server
