#include "provider/relay.h"

#include <ctime>

#include "protocol/openai/event_writer.h"

namespace alpharoute::provider {

using protocol::ChunkInfo;
using protocol::StreamEvent;

void Relay::restart(std::string model_json) {
  model_json_ = std::move(model_json);
  pending_.clear();
  if (!was_sent_) text_.clear();
  text_bytes_ = 0;
  choices_.reset();
  finished_.reset();
  reported_.reset();
  has_token_ = false;
  began_ = last_token_ = net::Clock::now();
  first_token_seconds_.reset();
  if (!was_sent_) has_more_than_text_ = false;
}

void Relay::add(std::string_view data, const ChunkInfo& info) {
  if (!accept(info)) return;
  const bool hides_usage = info.has_usage && !options_.include_usage;
  protocol::write_event(data, model_json_, hides_usage, pending_);
}

void Relay::add(const StreamEvent& event) {
  if (accept(protocol::chunk_info(event))) protocol::write_event(event, model_json_, std::time(nullptr), pending_);
}

bool Relay::accept(const ChunkInfo& info) {
  if (info.has_token || info.finished.any()) {
    last_token_ = net::Clock::now();
    if (!has_token_) first_token_seconds_ = std::chrono::duration<double>(last_token_ - began_).count();
    has_token_ = true;
  }
  has_more_than_text_ = has_more_than_text_ || info.has_more_than_text;
  choices_ |= info.choices;
  finished_ |= info.finished;
  text_bytes_ += info.text_bytes;
  if (options_.collect_text) text_ += info.text;
  if (info.usage) reported_ = info.usage;
  return !info.is_usage_only || (options_.include_usage && info.usage);
}

asio::awaitable<bool> Relay::flush() {
  if (pending_.empty() || !has_token_ || options_.buffer_all) co_return true;
  const net::Clock::time_point began = net::Clock::now();
  const bool is_read = co_await send();
  last_token_ += net::Clock::now() - began;
  co_return is_read;
}

asio::awaitable<bool> Relay::finish() {
  if (options_.include_usage && !reported_) {
    StreamEvent event;
    event.usage = usage();
    protocol::write_event(event, model_json_, 0, pending_);
  }
  pending_ += "data: [DONE]\n\n";
  return send();
}

asio::awaitable<bool> Relay::flush_after_failure() { return send(); }

asio::awaitable<bool> Relay::send() {
  was_sent_ = true;
  const std::string events = std::move(pending_);
  pending_.clear();
  co_return co_await sink_.write(events);
}

protocol::Usage Relay::usage() const {
  if (reported_) return *reported_;
  protocol::Usage usage;
  usage.prompt_tokens = protocol::estimated_tokens(options_.prompt_bytes);
  usage.completion_tokens = protocol::estimated_tokens(text_bytes_);
  usage.is_estimated = true;
  return usage;
}

}  // namespace alpharoute::provider
