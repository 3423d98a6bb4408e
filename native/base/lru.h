// A cache that evicts the least recently used entries.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>

namespace alpharoute::base {

// Holds entries with a total weight of at most `capacity`, e.g. in entries (weight 1) or in bytes. Each operation takes
// constant time, apart from evictions. Not thread-safe.
template <typename Key, typename Value, typename Hash = std::hash<Key>>
class Lru {
 public:
  explicit Lru(std::size_t capacity) : free_(capacity), capacity_(capacity) {}

  // Returns the value and marks it as the most recently used; null if it is missing. Valid until the next `put`.
  const Value* find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  // Adds or replaces an entry. Does not keep one that is heavier than the capacity.
  void put(const Key& key, Value value, std::size_t weight = 1) {
    if (const auto found = index_.find(key); found != index_.end()) remove(found->second);
    if (weight > capacity_) return;
    while (weight > free_) remove(std::prev(entries_.end()));
    free_ -= weight;
    entries_.push_front({key, std::move(value), weight});
    index_[key] = entries_.begin();
  }

 private:
  struct Entry {
    Key key;
    Value value;
    std::size_t weight;
  };
  using Iterator = typename std::list<Entry>::iterator;

  void remove(Iterator entry) {
    free_ += entry->weight;
    index_.erase(entry->key);
    entries_.erase(entry);
  }

  std::size_t free_, capacity_;
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<Key, Iterator, Hash> index_;
};

}  // namespace alpharoute::base
