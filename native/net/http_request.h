// A request as it comes in: its head, and its body once that was asked for.
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
  std::string target;  // as it stands on the request line
  bool is_http_10 = false;
  bool keep_alive = true;
  std::string body;  // kPadding bytes of capacity follow it

  // simdjson reads this far behind a text.
  static constexpr std::size_t kPadding = 64;

  // The field's value, or nothing; of a field given twice the first. `name` in lower case.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const { return count(name) > 0; }
  std::size_t count(std::string_view name) const;

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }

  void add_header(std::string_view name, std::string_view value);
  void clear();  // keeps its memory

 private:
  struct Field {
    std::uint32_t begin, name_size, value_size;
  };
  std::string_view name_of(const Field& field) const { return {text_.data() + field.begin, field.name_size}; }

  std::string text_;  // names in lower case, each followed by its value
  std::vector<Field> fields_;
};

// What became of the bytes so far.
enum class Parsed {
  needs_more,
  head,      // the head is complete; parse on for the body
  complete,  // so is the body
  failed,
};

// Why a request was refused before anyone looked at what it asks.
struct ParseFailure {
  unsigned status = 0;  // 400, 413, 431, 501, 505
  std::string_view message;
};

// Parses one request from bytes as they come. Refuses what two servers could read differently: conflicting or repeated
// lengths, transfer codings other than "chunked", folded lines, bare line feeds.
class RequestParser {
 public:
  RequestParser(HttpRequest& request, const Limits& limits);
  ~RequestParser();

  // Takes bytes from the front of `bytes`, which is shortened by what was used.
  Parsed parse(std::string_view& bytes);

  bool expects_continue() const;
  const ParseFailure& failure() const { return failure_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  ParseFailure failure_;
};

}  // namespace alpharoute::net
