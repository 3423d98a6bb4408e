#include "server/http/file_response.h"

#include <charconv>
#include <optional>

namespace alpharoute::server {
namespace {

struct Form {
  std::string_view bytes, encoding;
};

// True if Accept-Encoding lists `coding` with a weight above 0.
bool accepts(std::string_view field, std::string_view coding) {
  while (!field.empty()) {
    const std::size_t comma = std::min(field.find(','), field.size());
    std::string_view entry = field.substr(0, comma);
    field.remove_prefix(std::min(comma + 1, field.size()));
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    if (!entry.starts_with(coding)) continue;
    entry.remove_prefix(coding.size());
    if (entry.empty() || entry.front() == ' ' || entry.front() == ';') {
      const std::size_t weight = entry.find("q=");
      return weight == std::string_view::npos || entry.find_first_of("123456789", weight) != std::string_view::npos;
    }
  }
  return false;
}

Form form_of(const PublishedFile& file, std::string_view accepted) {
  if (file.is_compressed.load(std::memory_order_acquire)) {
    if (!file.brotli.empty() && accepts(accepted, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && accepts(accepted, "gzip")) return {file.gzip, "gzip"};
  }
  return {file.bytes, ""};
}

struct Range {
  std::size_t begin, end;
};

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

enum class RangeKind { none, satisfiable, unsatisfiable };

// Reads a Range header of one byte range. `none` for several ranges and for other units.
RangeKind range_of(std::string_view field, std::size_t size, Range& range) {
  if (!field.starts_with("bytes=") || field.find(',') != std::string_view::npos) return RangeKind::none;
  field.remove_prefix(6);
  const std::size_t dash = field.find('-');
  if (dash == std::string_view::npos) return RangeKind::none;
  const auto first = number_of(field.substr(0, dash));
  const auto last = number_of(field.substr(dash + 1));
  if (first) {
    if (!last && dash + 1 != field.size()) return RangeKind::none;
    range = {*first, last && *last < size ? *last + 1 : size};
  } else {
    if (!last || dash != 0) return RangeKind::none;
    range = {size - std::min(*last, size), size};
  }
  return range.begin < range.end ? RangeKind::satisfiable : RangeKind::unsatisfiable;
}

bool matches(std::string_view field, const std::string& tag) { return field == "*" || field.find(tag) != field.npos; }

}  // namespace

asio::awaitable<HttpResult<void>> respond_file(Exchange& exchange, const PublishedFile& file,
                                               std::string_view cache_control) {
  const net::HttpRequest& request = exchange.request;
  const bool has_range = request.has_header("range");
  const Form form = has_range ? Form{file.bytes, ""} : form_of(file, request.header("accept-encoding"));
  const std::string tag = "\"" + file.sha256 + (form.encoding.empty() ? "" : "-" + std::string(form.encoding)) + "\"";
  exchange.add_header("ETag", tag);
  exchange.add_header("Cache-Control", cache_control);
  exchange.add_header("Vary", "Accept-Encoding");
  exchange.add_header("Accept-Ranges", "bytes");
  if (matches(request.header("if-none-match"), tag)) co_return co_await exchange.respond(304, "", "");
  if (!form.encoding.empty()) exchange.add_header("Content-Encoding", form.encoding);
  Range range{0, form.bytes.size()};
  RangeKind kind = RangeKind::none;
  const std::string_view if_range = request.header("if-range");
  if (has_range && (if_range.empty() || if_range == tag)) {
    kind = range_of(request.header("range"), file.bytes.size(), range);
  }
  const std::string size = std::to_string(file.bytes.size());
  if (kind == RangeKind::unsatisfiable) {
    exchange.add_header("Content-Range", "bytes */" + size);
    co_return HttpError{416, "The range is beyond the end of the file. Its size is in the Content-Range header.",
                        "bad_range"};
  }
  if (kind == RangeKind::none) co_return co_await exchange.respond(200, file.content_type, form.bytes);
  exchange.add_header("Content-Range",
                      "bytes " + std::to_string(range.begin) + "-" + std::to_string(range.end - 1) + "/" + size);
  const std::string_view part = form.bytes.substr(range.begin, range.end - range.begin);
  co_return co_await exchange.respond(206, file.content_type, part);
}

}  // namespace alpharoute::server
