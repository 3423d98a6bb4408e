#include "net/http_request.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace alpharoute::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::size_t kMaxBodyReserve = 1 << 20;  // bytes reserved for a Content-Length before the body arrives

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_folded(std::string_view head) {
  return head.find("\n ") != std::string_view::npos || head.find("\n\t") != std::string_view::npos;
}

ParseFailure failure_for(const error_code& error) {
  if (error == http::error::header_limit) return {431, "The request's head is too large."};
  if (error == http::error::body_limit) return {413, "The request's body is too large."};
  if (error == http::error::bad_version) return {505, "Unsupported HTTP version. Use HTTP/1.1."};
  if (error == http::error::bad_transfer_encoding) {
    return {400, "Unsupported Transfer-Encoding, or one that conflicts with the length. Use \"chunked\" alone."};
  }
  if (error == http::error::bad_content_length || error == http::error::multiple_content_length) {
    return {400, "Content-Length is not a number, or conflicts with another length."};
  }
  if (error == http::error::bad_chunk || error == http::error::bad_chunk_extension) {
    return {400, "The chunked encoding of the request's body is not valid."};
  }
  return {400, "The request is not valid HTTP."};
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  for (const Field& field : fields_) {
    if (name_of(field) == name) return {text_.data() + field.begin + field.name_size, field.value_size};
  }
  return {};
}

std::size_t HttpRequest::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(fields_.begin(), fields_.end(), [&](const Field& field) { return name_of(field) == name; }));
}

std::vector<HttpRequest::Header> HttpRequest::headers_with_prefix(std::string_view prefix) const {
  std::vector<Header> found;
  for (const Field& field : fields_) {
    const std::string_view name = name_of(field);
    if (name.starts_with(prefix)) found.push_back({name, {name.data() + field.name_size, field.value_size}});
  }
  return found;
}

void HttpRequest::add_header(std::string_view name, std::string_view value) {
  fields_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                     static_cast<std::uint32_t>(value.size())});
  const std::size_t begin = text_.size();
  text_ += name;
  std::transform(name.begin(), name.end(), text_.begin() + static_cast<std::ptrdiff_t>(begin), lower);
  text_ += value;
}

void HttpRequest::clear() {
  method.clear();
  target.clear();
  body.clear();
  text_.clear();
  fields_.clear();
  is_http_10 = false;
  keep_alive = true;
}

struct RequestParser::Impl : http::basic_parser<true> {
  HttpRequest& request;
  std::uint64_t body_limit_bytes;
  bool expects = false;

  Impl(HttpRequest& r, const Limits& limits) : request(r), body_limit_bytes(limits.body_bytes) {
    header_limit(limits.header_bytes);
    body_limit(limits.body_bytes);
    eager(false);
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version, error_code& error) override {
    request.method.assign(method.data(), method.size());
    request.target.assign(target.data(), target.size());
    request.is_http_10 = version == 10;
    if (version != 10 && version != 11) error = http::error::bad_version;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(http::field field, string_view name, string_view value, error_code& error) override {
    if (field == http::field::transfer_encoding && !boost::beast::iequals(value, "chunked")) {
      error = http::error::bad_transfer_encoding;
      return;
    }
    // Two servers could read a list of lengths differently, even if all are equal.
    if (field == http::field::content_length && value.find(',') != string_view::npos) {
      error = http::error::bad_content_length;
      return;
    }
    if (field == http::field::expect) expects = boost::beast::iequals(value, "100-continue");
    request.add_header({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(error_code& error) override {
    request.keep_alive = keep_alive();
    if (request.count("content-length") > 1) error = http::error::bad_content_length;
    if (request.count("host") > 1) error = http::error::bad_field;
    if (request.is_http_10 && chunked()) error = http::error::bad_transfer_encoding;
  }
  void on_body_init_impl(boost::optional<std::uint64_t> const& length, error_code&) override {
    request.body.reserve(std::min<std::size_t>(length.value_or(0), kMaxBodyReserve) + HttpRequest::kPadding);
  }
  std::size_t on_body_impl(string_view bytes, error_code&) override {
    append(bytes);
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override {
    if (request.body.size() + bytes.size() > body_limit_bytes) {
      error = http::error::body_limit;
      return 0;
    }
    append(bytes);
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}

  void append(string_view bytes) {
    const std::size_t needed = request.body.size() + bytes.size() + HttpRequest::kPadding;
    if (needed > request.body.capacity()) request.body.reserve(std::max(needed, 2 * request.body.capacity()));
    request.body.append(bytes.data(), bytes.size());
  }
};

RequestParser::RequestParser(HttpRequest& request, const Limits& limits)
    : impl_(std::make_unique<Impl>(request, limits)) {}
RequestParser::~RequestParser() = default;

bool RequestParser::expects_continue() const { return impl_->expects; }

Parsed RequestParser::parse(std::string_view& bytes) {
  const bool had_head = impl_->is_header_done();
  if (!had_head && is_folded(bytes.substr(0, bytes.find("\r\n\r\n")))) {
    failure_ = {400, "A header of the request is folded over several lines. Write it on one line."};
    return Parsed::failed;
  }
  while (!bytes.empty() && !impl_->is_done()) {
    error_code error;
    const std::size_t used = impl_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    bytes.remove_prefix(used);
    if (error == http::error::need_more) return Parsed::needs_more;
    if (error) {
      failure_ = failure_for(error);
      return Parsed::failed;
    }
    if (!had_head && impl_->is_header_done()) {
      impl_->eager(true);
      return impl_->is_done() ? Parsed::complete : Parsed::head;
    }
    if (used == 0) break;
  }
  return impl_->is_done() ? Parsed::complete : Parsed::needs_more;
}

}  // namespace alpharoute::net
