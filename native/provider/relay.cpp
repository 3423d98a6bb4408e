#include "provider/relay.h"

#include <algorithm>

#include "base/json_members.h"

namespace alpharoute::provider {
namespace {

// A line of its own: what `json` is spread over is white space.
void append_event(std::string_view json, std::string& out) {
  out += "data: ";
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  out += json;
  std::replace_if(
      out.begin() + begin, out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  out += "\n\n";
}

}  // namespace

void Relay::restart(std::string model_json) {
  options_.model_json = std::move(model_json);
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

void Relay::add(std::string_view data, const ChunkInfo& facts) {
  if (facts.has_token || facts.finished.any()) {
    last_token_ = net::Clock::now();
    if (!has_token_) first_token_seconds_ = std::chrono::duration<double>(last_token_ - began_).count();
    has_token_ = true;
  }
  has_more_than_text_ = has_more_than_text_ || facts.has_more_than_text;
  choices_ |= facts.choices;
  finished_ |= facts.finished;
  text_bytes_ += facts.text_bytes;
  if (options_.collect_text) text_ += facts.text;
  if (facts.usage) reported_ = facts.usage;
  if (facts.is_usage_only && !(options_.include_usage && facts.usage)) return;
  const std::string event = with_model(data, options_.model_json);
  const bool hides_usage = facts.has_usage && !options_.include_usage;
  append_event(hides_usage ? base::without_member(event, "usage") : event, pending_);
}

asio::awaitable<bool> Relay::flush() {
  if (pending_.empty() || !has_token_ || options_.buffer_all) co_return true;
  was_sent_ = true;
  const std::string events = std::move(pending_);
  pending_.clear();
  const net::Clock::time_point began = net::Clock::now();
  const bool is_read = co_await sink_.write(events);
  last_token_ += net::Clock::now() - began;
  co_return is_read;
}

asio::awaitable<bool> Relay::finish() {
  if (options_.include_usage && !reported_) {
    const std::string chunk =
        "{\"id\":\"\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":" + options_.model_json +
        ",\"choices\":[],\"usage\":" + usage_json(usage()) + "}";
    append_event(chunk, pending_);
  }
  pending_ += "data: [DONE]\n\n";
  was_sent_ = true;
  const std::string events = std::move(pending_);
  pending_.clear();
  co_return co_await sink_.write(events);
}

// What arrived well is the caller's; the error comes behind it.
asio::awaitable<bool> Relay::fail(std::string_view error) {
  append_event(error, pending_);
  const std::string events = std::move(pending_);
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
