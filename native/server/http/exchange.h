// One request and the response to it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "net/cancellation.h"
#include "net/connection.h"
#include "net/http_request.h"
#include "server/runtime/worker.h"

namespace alpharoute::server {

// Handed to a route's handler, which answers it exactly once: `respond`, or `begin_stream`, pieces and `end_stream`.
class Exchange {
 public:
  Exchange(net::HttpRequest& r, net::Connection& connection, net::Deadline& deadline, Worker& w, std::string id);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // A field of the response to come. Bytes that a field can't hold become spaces.
  void add_header(std::string_view name, std::string_view value);

  asio::awaitable<void> respond(unsigned status, std::string_view content_type, std::string_view body);
  asio::awaitable<void> respond_json(unsigned status, std::string_view body);
  // {"error": ...} in OpenAI's shape.
  asio::awaitable<void> refuse(unsigned status, std::string_view message, std::string_view code);

  // A stream of events, piece by piece; the head goes out with the first. False once the caller has gone.
  void begin_stream();
  asio::awaitable<bool> write(std::string_view bytes);
  asio::awaitable<bool> end_stream();

  bool has_begun() const { return status_ != 0; }
  unsigned status() const { return status_; }
  bool keeps_alive() const { return keep_alive_; }
  void close_afterwards() { keep_alive_ = false; }

  net::HttpRequest& request;
  Worker& worker;
  const std::shared_ptr<WorkerState> worker_state;  // with the state that this request sees
  const KeyOptions* key = nullptr;   // the caller's
  const std::string id;
  net::Cancellation cancellation;  // requested when the caller goes
  std::string log_fields;          // " key=value" for the request's line

 private:
  std::string head(unsigned status, std::string_view content_type, std::string_view length_field);
  asio::awaitable<bool> send(std::string_view first, std::string_view second);

  net::Connection& connection_;
  net::Deadline& deadline_;
  std::string headers_;
  std::string waiting_head_;  // of a stream that has not sent anything
  unsigned status_ = 0;
  bool keep_alive_;
  bool is_chunked_ = false;
  bool is_gone_ = false;
};

std::string_view reason_of(unsigned status);

}  // namespace alpharoute::server
