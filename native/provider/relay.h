// Forwards a provider's stream to the client. Buffers events until the first token.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "net/deadline.h"
#include "protocol/values/stream_event.h"

namespace alpharoute::provider {

namespace asio = boost::asio;

// The destination of a stream's events.
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  // Writes complete events. Returns false if the client disconnected.
  virtual asio::awaitable<bool> write(std::string_view events) = 0;
};

struct RelayOptions {
  bool buffer_all = false;       // until the stream is complete (stream_recovery = "buffer")
  bool collect_text = false;     // so that another model can continue it (stream_recovery = "continue")
  bool include_usage = false;    // the client requested usage; if false, usage is hidden
  unsigned choices = 1;          // requested number of choices
  std::size_t prompt_bytes = 0;  // for an estimate of the usage
};

// Until the first token nothing is sent, so that another provider can take over. Confined to one thread.
class Relay {
 public:
  // `sink` must outlive the relay.
  Relay(StreamSink& sink, RelayOptions options) : sink_(sink), options_(options) {}

  // Prepares for the next attempt and discards unsent events. `model_json` is the model that the client sees, a JSON
  // string.
  void restart(std::string model_json);

  // Adds an event of a provider that speaks the client's protocol: `data`, a JSON object, is forwarded unchanged except
  // for the model's name and hidden usage.
  void add(std::string_view data, const protocol::ChunkInfo& info);

  // Adds an event of another provider, written in the client's protocol.
  void add(const protocol::StreamEvent& event);

  // Sends pending events if the first token has arrived. Returns false if the client disconnected.
  asio::awaitable<bool> flush();

  // Sends pending events and "[DONE]": the stream is complete. Returns false if the client disconnected.
  asio::awaitable<bool> finish();

  // Sends pending events: the stream failed. Returns false if the client disconnected.
  asio::awaitable<bool> flush_after_failure();

  bool has_token() const { return has_token_; }  // in this attempt
  bool was_sent() const { return was_sent_; }    // the client received events
  // True if every choice that began has ended. Only the end of the stream shows that no other choice follows.
  bool is_finished() const { return choices_.any() && finished_ == choices_; }
  // True if, in addition, all requested choices have ended.
  bool is_complete() const { return is_finished() && finished_.count() >= options_.choices; }
  // When the last token arrived or, before the first, the attempt began; plus the time that the client has taken to
  // read since then.
  net::Clock::time_point last_token() const { return last_token_; }
  bool can_be_continued() const { return options_.collect_text && !has_more_than_text_ && finished_.none(); }
  const std::string& text() const { return text_; }  // of all attempts

  // Returns the usage of this attempt, as reported or estimated.
  protocol::Usage usage() const;

  // Seconds from the beginning of this attempt.
  std::optional<double> first_token_seconds() const { return first_token_seconds_; }

 private:
  // Updates the state. Returns false if the client must not see the event.
  bool accept(const protocol::ChunkInfo& info);
  asio::awaitable<bool> send();

  StreamSink& sink_;
  RelayOptions options_;
  std::string model_json_;
  std::string pending_;
  std::string text_;
  std::size_t text_bytes_ = 0;
  protocol::Choices choices_, finished_;
  std::optional<protocol::Usage> reported_;
  std::optional<double> first_token_seconds_;
  net::Clock::time_point began_ = net::Clock::now(), last_token_ = began_;
  bool has_token_ = false, was_sent_ = false, has_more_than_text_ = false;
};

}  // namespace alpharoute::provider
