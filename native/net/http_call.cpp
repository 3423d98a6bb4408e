#include "net/http_call.h"

#include <algorithm>

namespace alpharoute::net {
namespace {

constexpr std::size_t kRead = 16 * 1024;
constexpr std::size_t kMaxUnread = 128 * 1024;  // of a head or a chunk's size that does not end

}  // namespace

asio::awaitable<NetFailure> HttpCall::start(std::string_view head, std::string_view body, Milliseconds limit) {
  link_ = upstream_.acquire_idle();
  if (link_) {
    const NetFailure failure = co_await send(head, body, limit);
    if (failure != NetFailure::closed) co_return failure;
  }
  NetFailure failure = NetFailure::none;
  link_ = co_await upstream_.connect(cancellation_, failure);
  if (!link_) co_return failure;
  co_return co_await send(head, body, limit);
}

asio::awaitable<NetFailure> HttpCall::send(std::string_view head, std::string_view body, Milliseconds limit) {
  parser_ = std::make_unique<ResponseParser>();
  early_.clear();
  Connection& connection = link_->connection;
  const auto close = [&connection] { connection.close(); };
  NetFailure failure = NetFailure::none;
  {
    Deadline deadline(upstream_.deadlines(), close);
    Cancellation::Scope scope(cancellation_, close);
    if (cancellation_.is_requested()) co_return NetFailure::cancelled;
    deadline.set(limit);
    error_code error;
    co_await connection.write(head, body, error);
    // An upstream that refuses early answers before it has read everything: the response, if any, tells.
    while (failure == NetFailure::none && !parser_->has_head()) failure = co_await receive(early_, deadline);
  }
  if (failure == NetFailure::truncated && !parser_->got_some()) failure = NetFailure::closed;
  if (failure != NetFailure::none) link_.reset();
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
  if (!link_) co_return NetFailure::closed;
  NetFailure failure = NetFailure::none;
  {
    Connection& connection = link_->connection;
    const auto close = [&connection] { connection.close(); };
    Deadline deadline(upstream_.deadlines(), close);
    Cancellation::Scope scope(cancellation_, close);
    deadline.set(limit);
    failure = co_await receive(body, deadline);
  }
  if (failure != NetFailure::none) link_.reset();
  if (failure == NetFailure::none && is_done()) end();
  co_return failure;
}

// What comes next, while the caller's limit and cancellation hold.
asio::awaitable<NetFailure> HttpCall::receive(std::string& body, const Deadline& deadline) {
  if (cancellation_.is_requested()) co_return NetFailure::cancelled;
  if (deadline.has_expired()) co_return NetFailure::timeout;
  Connection& connection = link_->connection;
  std::string& buffer = link_->buffer;
  if (buffer.size() < link_->unread + kRead) buffer.resize(link_->unread + kRead);
  const asio::mutable_buffer room(buffer.data() + link_->unread, buffer.size() - link_->unread);
  error_code error;
  const std::size_t count = co_await connection.read_some(room, error);
  if (cancellation_.is_requested()) co_return NetFailure::cancelled;
  if (deadline.has_expired()) co_return NetFailure::timeout;
  if (error) co_return parser_->finish() ? NetFailure::none : NetFailure::truncated;
  std::string_view bytes(buffer.data(), link_->unread + count);
  if (!parser_->parse(bytes, body) || bytes.size() > kMaxUnread) co_return NetFailure::malformed;
  // More than the response: an upstream that speaks out of turn is not asked again.
  if (is_done() && !bytes.empty()) connection.close();
  // Half a line of the framing waits for the other half.
  std::copy(bytes.begin(), bytes.end(), buffer.begin());
  link_->unread = bytes.size();
  co_return NetFailure::none;
}

// The response is complete: the connection can serve another.
void HttpCall::end() {
  if (link_ && parser_->head().keep_alive && link_->connection.is_open()) {
    upstream_.release(std::move(link_));
  }
  link_.reset();
}

}  // namespace alpharoute::net
