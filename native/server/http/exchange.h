// One request and its response.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "net/cancellation.h"
#include "net/connection.h"
#include "net/http_request.h"
#include "server/http/http_error.h"
#include "server/runtime/worker.h"

namespace alpharoute::server {

// Passed to a route's handler, which either calls `respond` once, or `begin_stream`, `write` and `end_stream`, or
// returns an error before any of them.
class Exchange {
 public:
  Exchange(net::HttpRequest& r, net::Connection& connection, net::Deadline& deadline, Worker& w, std::string id);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Adds a header to the response. Replaces control characters in `value` with spaces.
  void add_header(std::string_view name, std::string_view value);

  // Sends the whole response. Returns success, so that a handler can end with it.
  asio::awaitable<HttpResult<void>> respond(unsigned status, std::string_view content_type, std::string_view body);
  asio::awaitable<HttpResult<void>> respond_json(unsigned status, std::string_view body);

  // Sends a stream of server-sent events. The first `write` sends the response head, too. Both return false after the
  // client has disconnected.
  void begin_stream();
  asio::awaitable<bool> write(std::string_view bytes);
  asio::awaitable<bool> end_stream();

  bool has_begun() const { return status_ != 0; }
  unsigned status() const { return status_; }
  bool keeps_alive() const { return keep_alive_; }
  void close_afterwards() { keep_alive_ = false; }

  net::HttpRequest& request;
  Worker& worker;
  const std::shared_ptr<WorkerState> worker_state;  // the configuration that this request sees
  const KeyOptions* key = nullptr;                  // the client's; null without keys
  ErrorProtocol error_protocol = ErrorProtocol::openai;
  const std::string id;
  net::Cancellation cancellation;  // requested when the client disconnects
  std::string log_fields;          // " key=value ..." for the request's log line

 private:
  std::string head(unsigned status, std::string_view content_type, std::string_view length_header);
  asio::awaitable<bool> send(std::string_view first, std::string_view second);

  net::Connection& connection_;
  net::Deadline& deadline_;
  std::string headers_;
  std::string pending_head_;  // head of a stream before its first write
  unsigned status_ = 0;
  bool keep_alive_;
  bool is_chunked_ = false;
  bool is_disconnected_ = false;
};

}  // namespace alpharoute::server
