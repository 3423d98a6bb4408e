// A TCP connection, plain or under TLS, with reads and writes that await.
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

// Not thread-safe. A read and a write may be awaited at the same time, not two of either.
class Connection {
 public:
  // Takes an open socket; sends at once what is written (TCP_NODELAY).
  explicit Connection(Socket socket);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  // TLS from here on, as a server, or as a client that checks the certificate against `host`. `context` must outlive
  // it.
  asio::awaitable<void> accept_tls(asio::ssl::context& context, error_code& error);
  asio::awaitable<void> connect_tls(asio::ssl::context& context, const std::string& host, bool verify,
                                    error_code& error);

  // At least one byte, or an error; asio::error::eof at the end.
  asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer, error_code& error);

  // All of both.
  asio::awaitable<void> write(std::string_view first, std::string_view second, error_code& error);

  // Completes when there is something to read, or the end; under TLS at once.
  asio::awaitable<void> wait_readable(error_code& error);

  // The peer has closed, or sent what nobody asked for: not to be used again. Does not wait.
  bool is_stale();
  // The peer has closed, whether or not all it sent was read. Does not wait.
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
