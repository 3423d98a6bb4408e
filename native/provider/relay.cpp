#include "provider/relay.h"

namespace alpharoute::provider {

void Relay::restart(std::string model_json) {
  options_.model_json = std::move(model_json);
  pending_.clear();
  if (!was_sent_) text_.clear();
  text_bytes_ = 0;
  finished_ = 0;
  reported_.reset();
  has_token_ = false;
  began_ = net::Clock::now();
  first_token_seconds_.reset();
  if (!was_sent_) has_more_than_text_ = false;
}

void Relay::add(std::string_view data, const ChunkFacts& facts) {
  if (!has_token_ && (facts.has_token || facts.finished > 0)) {
    has_token_ = true;
    first_token_seconds_ = std::chrono::duration<double>(net::Clock::now() - began_).count();
  }
  has_more_than_text_ = has_more_than_text_ || facts.has_more_than_text;
  finished_ += facts.finished;
  text_bytes_ += facts.text_bytes;
  if (options_.keep_text) text_ += facts.text;
  if (facts.usage) reported_ = facts.usage;
  if (facts.is_usage_only && !options_.wants_usage) return;
  pending_ += "data: ";
  pending_ += with_model(data, options_.model_json);
  pending_ += "\n\n";
}

asio::awaitable<bool> Relay::flush() {
  if (pending_.empty() || !has_token_ || options_.hold_all) co_return true;
  was_sent_ = true;
  const std::string events = std::move(pending_);
  pending_.clear();
  co_return co_await sink_.write(events);
}

asio::awaitable<bool> Relay::finish() {
  if (options_.wants_usage && !reported_) {
    pending_ +=
        "data: {\"id\":\"\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":" + options_.model_json +
        ",\"choices\":[],\"usage\":" + usage_json(usage()) + "}\n\n";
  }
  pending_ += "data: [DONE]\n\n";
  was_sent_ = true;
  const std::string events = std::move(pending_);
  pending_.clear();
  co_return co_await sink_.write(events);
}

// What arrived well is the caller's; the error comes behind it.
asio::awaitable<bool> Relay::fail(std::string_view error) {
  const std::string events = pending_ + "data: " + std::string(error) + "\n\n";
  pending_.clear();
  co_return co_await sink_.write(events);
}

Usage Relay::usage() const {
  if (reported_) return *reported_;
  Usage usage;
  usage.prompt_tokens = estimated_tokens(options_.prompt_bytes);
  usage.completion_tokens = estimated_tokens(text_bytes_);
  usage.is_estimated = true;
  return usage;
}

}  // namespace alpharoute::provider
