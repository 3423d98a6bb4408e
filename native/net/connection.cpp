#include "net/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace alpharoute::net {
namespace {

// Peeks at a byte of a non-blocking socket: returns 1 with a byte, 0 at the end, -1 without data.
ssize_t peek(Socket& socket) {
  char byte = 0;
  return ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
}

asio::awaitable<void> nothing() { co_return; }

bool has_nothing_yet(ssize_t peeked) { return peeked < 0 && (errno == EAGAIN || errno == EWOULDBLOCK); }

}  // namespace

Connection::Connection(Socket socket) : socket_(std::make_unique<Socket>(std::move(socket))) {
  error_code ignored;
  socket_->set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_->non_blocking(true, ignored);
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

asio::awaitable<void> Connection::accept_tls(asio::ssl::context& context, error_code& error) {
  tls_ = std::make_unique<Tls>(*socket_, context);
  auto token = asio::redirect_error(asio::use_awaitable, error);
  co_await tls_->async_handshake(asio::ssl::stream_base::server, token);
}

asio::awaitable<void> Connection::connect_tls(asio::ssl::context& context, const std::string& host, bool verify,
                                              error_code& error) {
  tls_ = std::make_unique<Tls>(*socket_, context);
  if (!SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str())) {
    error = error_code(static_cast<int>(::ERR_get_error()), asio::error::get_ssl_category());
    co_return;
  }
  if (verify) {
    tls_->set_verify_mode(asio::ssl::verify_peer);
    tls_->set_verify_callback(asio::ssl::host_name_verification(host));
  }
  auto token = asio::redirect_error(asio::use_awaitable, error);
  co_await tls_->async_handshake(asio::ssl::stream_base::client, token);
}

asio::awaitable<std::size_t> Connection::read_some(asio::mutable_buffer buffer, error_code& error) {
  if (tls_) return tls_->async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error));
  return socket_->async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> Connection::write(std::string_view first, std::string_view second, error_code& error) {
  if (!tls_) return write_plain(first, second, error);
  return [](Tls& tls, std::string_view one, std::string_view two, error_code& failed) -> asio::awaitable<void> {
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(one), asio::buffer(two)};
    auto token = asio::redirect_error(asio::use_awaitable, failed);
    co_await asio::async_write(tls, buffers, token);
  }(*tls_, first, second, error);
}

// Most writes fit in the socket's buffer, and complete without waiting.
asio::awaitable<void> Connection::write_plain(std::string_view first, std::string_view second, error_code& error) {
  for (;;) {
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(first), asio::buffer(second)};
    std::size_t written = socket_->write_some(buffers, error);
    if (error == asio::error::would_block || error == asio::error::try_again) {
      written = 0;
      error = {};
      auto token = asio::redirect_error(asio::use_awaitable, error);
      co_await socket_->async_wait(Socket::wait_write, token);
    }
    if (error) co_return;
    const std::size_t of_first = std::min(written, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(written - of_first);
    if (first.empty() && second.empty()) co_return;
  }
}

asio::awaitable<void> Connection::wait_readable(error_code& error) {
  if (tls_) return nothing();  // decrypted data may be buffered already
  return socket_->async_wait(Socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
}

bool Connection::is_stale() { return !socket_->is_open() || !has_nothing_yet(peek(*socket_)); }

bool Connection::is_closed_by_peer() {
  if (!socket_->is_open()) return true;
  pollfd descriptor{socket_->native_handle(), POLLRDHUP, 0};
  return ::poll(&descriptor, 1, 0) > 0;
}

void Connection::close() {
  error_code ignored;
  socket_->close(ignored);
}

}  // namespace alpharoute::net
