// Which model a conversation was answered by, so that it may keep it.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace alpharoute::server {

// Remembers the last kConversations by a hash of what tells them apart; never their text. Thread-safe.
class Stickiness {
 public:
  static constexpr std::size_t kConversations = 20000;

  std::optional<std::string> model_of(std::uint64_t conversation);
  void remember(std::uint64_t conversation, std::string_view model);

 private:
  struct Entry {
    std::uint64_t conversation;
    std::string model;
  };

  std::mutex mutex_;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<std::uint64_t, std::list<Entry>::iterator> places_;
};

}  // namespace alpharoute::server
