// Server-sent events from bytes as they come.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace alpharoute::net {

// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html, "Interpreting an event stream".
class SseParser {
 public:
  // The longest event and the longest line that are read.
  static constexpr std::size_t kMaxEvent = std::size_t{16} << 20;

  void feed(std::string_view bytes) { unread_.append(bytes); }

  // Moves to the next complete event. False if there is none yet, or an event is too long.
  bool next();

  const std::string& event() const { return event_; }  // its name; empty if it has none
  std::string& data() { return data_; }                // its lines, joined by line feeds
  bool is_too_long() const { return unread_.size() - at_ > kMaxEvent || pending_data_.size() > kMaxEvent; }

  // Bytes of an event that has not ended are left.
  bool has_rest() const { return at_ < unread_.size() || has_data_; }

 private:
  bool take_line(std::string_view& line);
  bool take(std::string_view line);

  std::string unread_;
  std::size_t at_ = 0;       // in unread_: what is before it was read
  std::size_t scanned_ = 0;  // in unread_: no line ends between at_ and here
  bool is_first_ = true;     // a byte order mark may stand here
  std::string event_, data_;
  std::string pending_event_, pending_data_;
  bool has_data_ = false;
};

}  // namespace alpharoute::net
