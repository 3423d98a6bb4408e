#include "net/http_response.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace alpharoute::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::uint32_t kMaxHead = 64 * 1024;

}  // namespace

struct ResponseParser::Impl : http::basic_parser<false> {
  ResponseHead& head;
  std::string* body = nullptr;

  explicit Impl(ResponseHead& h) : head(h) {
    header_limit(kMaxHead);
    body_limit(boost::none);
    eager(true);
  }

  void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int status, string_view, int, error_code&) override {
    head.status = static_cast<unsigned>(status);
  }
  void on_field_impl(http::field field, string_view, string_view value, error_code&) override {
    if (field == http::field::content_type) head.content_type.assign(value.data(), value.size());
    if (field == http::field::retry_after) head.retry_after.assign(value.data(), value.size());
  }
  void on_header_impl(error_code&) override { head.keep_alive = keep_alive(); }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(string_view bytes, error_code&) override {
    body->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
    body->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}
};

ResponseParser::ResponseParser() : impl_(std::make_unique<Impl>(head_)) {}
ResponseParser::~ResponseParser() = default;

bool ResponseParser::got_some() const { return impl_->got_some(); }
bool ResponseParser::has_head() const { return impl_->is_header_done(); }
bool ResponseParser::is_done() const { return impl_->is_done(); }

bool ResponseParser::parse(std::string_view& bytes, std::string& body) {
  impl_->body = &body;
  while (!bytes.empty() && !impl_->is_done()) {
    error_code error;
    const std::size_t used = impl_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    bytes.remove_prefix(used);
    if (error == http::error::need_more) return true;
    if (error) return false;
    if (used == 0) return true;
  }
  // Skip interim responses, such as 100 Continue.
  if (impl_->is_done() && head_.status >= 100 && head_.status < 200 && head_.status != 101) {
    head_ = {};
    impl_ = std::make_unique<Impl>(head_);
    return bytes.empty() || parse(bytes, body);
  }
  return true;
}

bool ResponseParser::finish() {
  if (impl_->is_done()) return true;
  error_code error;
  if (impl_->is_header_done() && impl_->need_eof()) impl_->put_eof(error);
  return impl_->is_done() && !error;
}

}  // namespace alpharoute::net
