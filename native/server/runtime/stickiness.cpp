#include "server/runtime/stickiness.h"

namespace alpharoute::server {

std::optional<std::string> Stickiness::model_of(std::uint64_t conversation) {
  const std::scoped_lock lock(mutex_);
  const auto found = places_.find(conversation);
  if (found == places_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->model;
}

void Stickiness::remember(std::uint64_t conversation, std::string_view model) {
  const std::scoped_lock lock(mutex_);
  const auto found = places_.find(conversation);
  if (found != places_.end()) {
    found->second->model = model;
    entries_.splice(entries_.begin(), entries_, found->second);
    return;
  }
  entries_.push_front({conversation, std::string(model)});
  places_[conversation] = entries_.begin();
  if (entries_.size() <= kConversations) return;
  places_.erase(entries_.back().conversation);
  entries_.pop_back();
}

}  // namespace alpharoute::server
