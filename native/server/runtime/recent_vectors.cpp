#include "server/runtime/recent_vectors.h"

#include "alpharoute/sha256.h"
#include "base/files.h"

namespace alpharoute::server {

std::string RecentVectors::key(std::string_view maker, std::string_view text) {
  std::string both(maker);
  both += '\n';
  both += text;
  return sha256_hex(base::as_bytes(both));
}

// With what the list and the map need beside it, roughly.
std::size_t RecentVectors::bytes_of(const Entry& entry) {
  return entry.vector.size() * sizeof(float) + 2 * entry.key.size() + 160;
}

std::vector<float> RecentVectors::find(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) return {};
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->vector;
}

void RecentVectors::keep(const std::string& key, const std::vector<float>& vector) {
  const std::scoped_lock lock(mutex_);
  if (places_.contains(key)) return;
  Entry entry{key, vector};
  const std::size_t bytes = bytes_of(entry);
  while (bytes > bytes_left_ && !entries_.empty()) {
    bytes_left_ += bytes_of(entries_.back());
    places_.erase(entries_.back().key);
    entries_.pop_back();
  }
  if (bytes > bytes_left_) return;
  bytes_left_ -= bytes;
  entries_.push_front(std::move(entry));
  places_[key] = entries_.begin();
}

}  // namespace alpharoute::server
