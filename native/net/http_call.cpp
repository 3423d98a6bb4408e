#include "net/http_call.h"

#include <algorithm>

namespace alpharoute::net {
namespace {

constexpr std::size_t kRead = 16 * 1024;
constexpr std::size_t kMaxUnread = 128 * 1024;  // bytes of an incomplete head or chunk size

}  // namespace

asio::awaitable<NetFailure> HttpCall::start(std::string_view head, std::string_view body, Milliseconds limit) {
  connection_ = upstream_.acquire_idle();
  if (connection_) {
    const NetFailure failure = co_await send(head, body, limit);
    if (failure != NetFailure::closed) co_return failure;
  }
  NetFailure failure = NetFailure::none;
  connection_ = co_await upstream_.connect(cancellation_, failure);
  if (!connection_) co_return failure;
  co_return co_await send(head, body, limit);
}

asio::awaitable<NetFailure> HttpCall::send(std::string_view head, std::string_view body, Milliseconds limit) {
  parser_ = std::make_unique<ResponseParser>();
  early_.clear();
  Connection& connection = connection_->connection;
  const auto close = [&connection] { connection.close(); };
  NetFailure failure = NetFailure::none;
  {
    Deadline deadline(upstream_.deadlines(), close);
    Cancellation::Scope scope(cancellation_, close);
    if (cancellation_.is_requested()) co_return NetFailure::cancelled;
    deadline.set(limit);
    error_code error;
    co_await connection.write(head, body, error);
    // Ignore a write error: an upstream that rejects a request may respond before it reads the body.
    while (failure == NetFailure::none && !parser_->has_head()) failure = co_await receive(early_, deadline);
  }
  if (failure == NetFailure::truncated && !parser_->got_some()) failure = NetFailure::closed;
  if (failure != NetFailure::none) connection_.reset();
  co_return failure;
}

asio::awaitable<NetFailure> HttpCall::read(std::string& body, Milliseconds limit) {
  if (!early_.empty()) {
    body += early_;
    early_.clear();
    if (is_done()) end();
    co_return NetFailure::none;
  }
  if (is_done()) {
    end();
    co_return NetFailure::none;
  }
  if (!connection_) co_return NetFailure::closed;
  NetFailure failure = NetFailure::none;
  {
    Connection& connection = connection_->connection;
    const auto close = [&connection] { connection.close(); };
    Deadline deadline(upstream_.deadlines(), close);
    Cancellation::Scope scope(cancellation_, close);
    deadline.set(limit);
    failure = co_await receive(body, deadline);
  }
  if (failure != NetFailure::none) connection_.reset();
  if (failure == NetFailure::none && is_done()) end();
  co_return failure;
}

// Reads once, under the caller's deadline and cancellation.
asio::awaitable<NetFailure> HttpCall::receive(std::string& body, const Deadline& deadline) {
  if (cancellation_.is_requested()) co_return NetFailure::cancelled;
  if (deadline.has_expired()) co_return NetFailure::timeout;
  Connection& connection = connection_->connection;
  std::string& buffer = connection_->buffer;
  if (buffer.size() < connection_->unread + kRead) buffer.resize(connection_->unread + kRead);
  const asio::mutable_buffer room(buffer.data() + connection_->unread, buffer.size() - connection_->unread);
  error_code error;
  const std::size_t count = co_await connection.read_some(room, error);
  if (cancellation_.is_requested()) co_return NetFailure::cancelled;
  if (deadline.has_expired()) co_return NetFailure::timeout;
  if (error) co_return parser_->finish() ? NetFailure::none : NetFailure::truncated;
  std::string_view bytes(buffer.data(), connection_->unread + count);
  if (!parser_->parse(bytes, body) || bytes.size() > kMaxUnread) co_return NetFailure::malformed;
  // Data after the response is not valid: do not reuse the connection.
  if (is_done() && !bytes.empty()) connection.close();
  // Keep an incomplete line until the rest arrives.
  std::copy(bytes.begin(), bytes.end(), buffer.begin());
  connection_->unread = bytes.size();
  co_return NetFailure::none;
}

// Releases the connection after a complete response.
void HttpCall::end() {
  if (connection_ && parser_->head().keep_alive && connection_->connection.is_open()) {
    upstream_.release(std::move(connection_));
  }
  connection_.reset();
}

}  // namespace alpharoute::net
