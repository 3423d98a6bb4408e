#include "net/sse.h"

#include <algorithm>

namespace alpharoute::net {

bool SseParser::next() {
  std::string_view line;
  while (!is_too_long() && read_line(line)) {
    if (process(line)) return true;
  }
  return false;
}

// A carriage return at the end of the data may be followed by a line feed: wait for the next byte.
bool SseParser::read_line(std::string_view& line) {
  std::size_t end = std::max(at_, scanned_);
  while (end < unread_.size() && unread_[end] != '\n' && unread_[end] != '\r') ++end;
  const bool may_be_half = end + 1 == unread_.size() && unread_[end] == '\r';
  if (end == unread_.size() || may_be_half) {
    scanned_ = end;
    unread_.erase(0, at_);
    scanned_ -= at_;
    at_ = 0;
    return false;
  }
  line = std::string_view(unread_).substr(at_, end - at_);
  if (is_first_ && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  is_first_ = false;
  at_ = end + 1;
  if (unread_[end] == '\r' && unread_[at_] == '\n') ++at_;
  return true;
}

// Returns true if the line ends an event with data.
bool SseParser::process(std::string_view line) {
  if (line.empty()) {
    const bool is_event = has_data_;
    if (is_event) {
      event_.swap(pending_event_);
      data_.swap(pending_data_);
    }
    pending_event_.clear();
    pending_data_.clear();
    has_data_ = false;
    return is_event;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name == "data") {
    if (has_data_) pending_data_ += '\n';
    pending_data_ += value;
    has_data_ = true;
  } else if (name == "event") {
    pending_event_ = value;
  }
  return false;
}

}  // namespace alpharoute::net
