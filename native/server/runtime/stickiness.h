// The model that last answered each conversation.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/lru.h"

namespace alpharoute::server {

// Remembers the kConversations most recent conversations by a hash, never by their text. Thread-safe.
class Stickiness {
 public:
  static constexpr std::size_t kConversations = 20000;

  std::optional<std::string> model_of(std::uint64_t conversation) {
    const std::scoped_lock lock(mutex_);
    const std::string* model = models_.find(conversation);
    return model == nullptr ? std::nullopt : std::optional<std::string>(*model);
  }

  void remember(std::uint64_t conversation, std::string_view model) {
    const std::scoped_lock lock(mutex_);
    models_.put(conversation, std::string(model));
  }

 private:
  std::mutex mutex_;
  base::Lru<std::uint64_t, std::string> models_{kConversations};
};

}  // namespace alpharoute::server
