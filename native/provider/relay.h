// Between a provider's stream and the caller: holds events back until they can be believed, then passes them on.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/openai/answer.h"

namespace alpharoute::provider {

namespace asio = boost::asio;

// Where the events go.
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  // Bytes of whole events. False if nobody reads them any more.
  virtual asio::awaitable<bool> write(std::string_view events) = 0;
};

struct RelayOptions {
  bool buffer_all = false;         // until the stream is complete (stream_recovery = "buffer")
  bool collect_text = false;        // for a fallback that goes on from it ("continue")
  bool include_usage = false;      // the caller asked for usage; else it is hidden
  unsigned choices = 1;          // that a complete stream finishes
  std::size_t prompt_bytes = 0;  // for an estimate of usage
  std::string model_json;        // what the caller sees as "model", with quotes
};

// Nothing goes out before the first token: until then another provider can still take over unseen. One thread's.
class Relay {
 public:
  Relay(StreamSink& sink, RelayOptions options) : sink_(sink), options_(std::move(options)) {}

  // For the next attempt: forgets what was never sent.
  void restart(std::string model_json);

  // One event, `data` a JSON object in OpenAI's form, no error.
  void add(std::string_view data, const ChunkInfo& facts);

  // Passes on what may go out. False if the caller has gone.
  asio::awaitable<bool> flush();

  // The stream is complete: passes on the rest and "[DONE]". False if the caller has gone.
  asio::awaitable<bool> finish();

  // The stream is lost: passes on an error event as its end.
  asio::awaitable<bool> fail(std::string_view error);

  bool has_token() const { return has_token_; }  // of this attempt
  bool was_sent() const { return was_sent_; }    // the caller has seen something
  // Every choice that has begun has finished; whether another begins, only the end of the stream tells.
  bool is_finished() const { return choices_.any() && finished_ == choices_; }
  // And they are as many as were asked for.
  bool is_complete() const { return is_finished() && finished_.count() >= options_.choices; }
  // When the latest token came, or this attempt began; later by the time that the caller has taken to read since, which
  // is not the provider's.
  net::Clock::time_point last_token() const { return last_token_; }
  bool has_usage() const { return reported_.has_value(); }
  bool can_be_continued() const { return options_.collect_text && !has_more_than_text_ && finished_.none(); }
  const std::string& text() const { return text_; }

  // Of this attempt: reported, or estimated.
  Usage usage() const;

  // From this attempt's beginning.
  std::optional<double> first_token_seconds() const { return first_token_seconds_; }

 private:
  StreamSink& sink_;
  RelayOptions options_;
  std::string pending_;
  std::string text_;  // of every attempt
  std::size_t text_bytes_ = 0;
  Choices choices_, finished_;
  std::optional<Usage> reported_;
  std::optional<double> first_token_seconds_;
  net::Clock::time_point began_ = net::Clock::now(), last_token_ = began_;
  bool has_token_ = false, was_sent_ = false, has_more_than_text_ = false;
};

}  // namespace alpharoute::provider
