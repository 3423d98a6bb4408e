#include "server/http/request_reader.h"

#include <boost/asio/buffer.hpp>

namespace alpharoute::server {
namespace {

using boost::system::error_code;
using net::Milliseconds;
using net::Parsed;

constexpr std::size_t kRead = 4 * 1024;
constexpr Milliseconds kLinger{500};
constexpr std::size_t kMaxLinger = std::size_t{4} << 20;

}  // namespace

asio::awaitable<Parsed> RequestReader::read_head(net::RequestParser& parser) {
  is_idle_ = unread().empty();
  deadline_.set(is_idle_ ? options().idle_timeout : options().header_timeout);
  for (;;) {
    const Parsed parsed = parse(parser);
    if (parsed != Parsed::needs_more) co_return parsed;
    if (worker_.is_draining && is_idle_) co_return Parsed::needs_more;
    if (!co_await read_more()) co_return Parsed::needs_more;
    if (is_idle_) {
      is_idle_ = false;
      deadline_.set(options().header_timeout);
    }
  }
}

asio::awaitable<Parsed> RequestReader::read_body(net::RequestParser& parser) {
  deadline_.set(options().body_timeout);
  error_code error;
  if (parser.expects_continue() && unread().empty()) {
    co_await connection_.write("HTTP/1.1 100 Continue\r\n\r\n", "", error);
  }
  for (;;) {
    const Parsed parsed = parse(parser);
    if (parsed != Parsed::needs_more && parsed != Parsed::head) co_return parsed;
    if (!co_await read_more()) co_return Parsed::needs_more;
  }
}

asio::awaitable<void> RequestReader::linger() {
  if (!connection_.is_open()) co_return;
  error_code error;
  connection_.socket().shutdown(net::Socket::shutdown_send, error);
  deadline_.set(kLinger);
  if (buffer_.empty()) buffer_.resize(kRead);
  for (std::size_t taken = 0; !error && taken < kMaxLinger;) {
    const asio::mutable_buffer buffer(buffer_.data(), buffer_.size());
    taken += co_await connection_.read_some(buffer, error);
  }
}

Parsed RequestReader::parse(net::RequestParser& parser) {
  std::string_view bytes = unread();
  if (bytes.empty()) return Parsed::needs_more;
  const Parsed parsed = parser.parse(bytes);
  begin_ = end_ - bytes.size();
  return parsed;
}

asio::awaitable<bool> RequestReader::read_more() {
  error_code error;
  if (buffer_.empty()) {
    // An idle connection has no buffer.
    co_await connection_.wait_readable(error);
    if (error) co_return false;
    buffer_.resize(kRead);
  }
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size()) make_room();
  const asio::mutable_buffer buffer(buffer_.data() + end_, buffer_.size() - end_);
  end_ += co_await connection_.read_some(buffer, error);
  co_return !error;
}

// Moves the unread bytes to the front: the parser needs a line or a chunk size in one piece.
void RequestReader::make_room() {
  const std::string rest(unread());
  if (buffer_.size() < 2 * rest.size() + kRead) buffer_.resize(2 * rest.size() + kRead);
  rest.copy(buffer_.data(), rest.size());
  begin_ = 0;
  end_ = rest.size();
}

}  // namespace alpharoute::server
