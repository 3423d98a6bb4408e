// A TCP connection with awaitable reads and writes, with or without TLS.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace boost::asio::ssl {
class context;
template <typename>
class stream;
}  // namespace boost::asio::ssl

namespace alpharoute::net {

namespace asio = boost::asio;
using boost::system::error_code;
using Socket = asio::ip::tcp::socket;

// Not thread-safe. One read and one write may be in progress at the same time.
class Connection {
 public:
  // `socket` must be open. Sets TCP_NODELAY.
  explicit Connection(Socket socket);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  // Performs a TLS handshake as a server, or as a client that verifies the certificate for `host` if `verify` is set.
  // `context` must outlive the connection.
  asio::awaitable<void> accept_tls(asio::ssl::context& context, error_code& error);
  asio::awaitable<void> connect_tls(asio::ssl::context& context, const std::string& host, bool verify,
                                    error_code& error);

  // Reads at least one byte, or fails; asio::error::eof at the end.
  asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer, error_code& error);

  // Writes all of `first`, then all of `second`.
  asio::awaitable<void> write(std::string_view first, std::string_view second, error_code& error);

  // Waits until data or the end can be read. Returns immediately with TLS.
  asio::awaitable<void> wait_readable(error_code& error);

  // True if an idle connection cannot be reused: the peer closed it or sent unexpected data. Does not wait.
  bool is_stale();
  // True if the peer closed the connection, even if data is left to read. Does not wait.
  bool is_closed_by_peer();

  void close();
  bool is_open() const { return socket_->is_open(); }
  Socket& socket() { return *socket_; }

 private:
  using Tls = asio::ssl::stream<Socket&>;

  asio::awaitable<void> write_plain(std::string_view first, std::string_view second, error_code& error);

  std::unique_ptr<Socket> socket_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace alpharoute::net
