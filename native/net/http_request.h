// HTTP requests of clients, and their parser.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::net {

struct Limits {
  std::uint32_t header_bytes = 32 * 1024;
  std::uint64_t body_bytes = 32 * 1024 * 1024;
};

struct HttpRequest {
  std::string method;
  std::string target;  // unchanged from the request line
  bool is_http_10 = false;
  bool keep_alive = true;
  std::string body;  // padded with kPadding bytes of capacity

  // Bytes that simdjson may read behind the end of a text.
  static constexpr std::size_t kPadding = 64;

  // Returns the value of the first header with this name, which is in lower case; empty if there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const { return count(name) > 0; }
  std::size_t count(std::string_view name) const;

  struct Header {
    std::string_view name, value;
  };
  // Returns every field whose name starts with `prefix`, in the order of the request.
  std::vector<Header> headers_with_prefix(std::string_view prefix) const;

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }

  void add_header(std::string_view name, std::string_view value);
  void clear();  // keeps its memory

 private:
  struct Field {
    std::uint32_t begin, name_size, value_size;
  };
  std::string_view name_of(const Field& field) const { return {text_.data() + field.begin, field.name_size}; }

  std::string text_;  // lower-case names, each followed by its value
  std::vector<Field> fields_;
};

// The state of a parser.
enum class Parsed {
  needs_more,
  head,      // the head is complete; the body follows
  complete,  // the head and the body are complete
  failed,
};

// The reason why a request is not valid HTTP, or exceeds a limit.
struct ParseFailure {
  unsigned status = 0;  // 400, 413, 431, 501, 505
  std::string_view message;
};

// Parses one request from bytes that arrive in pieces. Rejects requests that two servers could read differently:
// conflicting or repeated lengths, transfer codings other than "chunked", folded lines, bare line feeds.
class RequestParser {
 public:
  RequestParser(HttpRequest& request, const Limits& limits);
  ~RequestParser();

  // Removes the bytes that it used from the front of `bytes`.
  Parsed parse(std::string_view& bytes);

  bool expects_continue() const;
  const ParseFailure& failure() const { return failure_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  ParseFailure failure_;
};

}  // namespace alpharoute::net
