#include "server/runtime/recent_vectors.h"

#include "alpharoute/sha256.h"
#include "base/files.h"

namespace alpharoute::server {
namespace {

constexpr std::size_t kEntryOverhead = 160;  // list and map nodes, roughly

}  // namespace

std::string RecentVectors::key(std::string_view model, std::string_view text) {
  std::string both(model);
  both += '\n';
  both += text;
  return sha256_hex(base::as_bytes(both));
}

std::vector<float> RecentVectors::find(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  const std::vector<float>* vector = vectors_.find(key);
  return vector == nullptr ? std::vector<float>() : *vector;
}

void RecentVectors::put(const std::string& key, const std::vector<float>& vector) {
  const std::scoped_lock lock(mutex_);
  vectors_.put(key, vector, vector.size() * sizeof(float) + 2 * key.size() + kEntryOverhead);
}

}  // namespace alpharoute::server
