// Parses server-sent events from bytes that arrive in pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace alpharoute::net {

// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html, "Interpreting an event stream".
class SseParser {
 public:
  // Limit in bytes of an event and of a line.
  static constexpr std::size_t kMaxEvent = std::size_t{16} << 20;

  void feed(std::string_view bytes) { unread_.append(bytes); }

  // Advances to the next complete event. Returns false if there is none yet, or an event is too long.
  bool next();

  const std::string& event() const { return event_; }  // name; may be empty
  std::string& data() { return data_; }                // lines, joined by line feeds
  bool is_too_long() const { return unread_.size() - at_ > kMaxEvent || pending_data_.size() > kMaxEvent; }

  // True if an incomplete event is left.
  bool has_rest() const { return at_ < unread_.size() || has_data_; }

 private:
  bool read_line(std::string_view& line);
  bool process(std::string_view line);

  std::string unread_;
  std::size_t at_ = 0;       // in unread_: the next byte to read
  std::size_t scanned_ = 0;  // in unread_: no line ends between at_ and scanned_
  bool is_first_ = true;     // a byte order mark may follow
  std::string event_, data_;
  std::string pending_event_, pending_data_;
  bool has_data_ = false;
};

}  // namespace alpharoute::net
