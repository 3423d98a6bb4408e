#include "embed/source/vector_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "alpharoute/sha256.h"
#include "base/files.h"

namespace alpharoute::embed {
namespace {

constexpr std::string_view kMagic = "ARVEC001";
constexpr std::size_t kHash = 64;
constexpr std::size_t kHead = 8 + kHash + 4;
constexpr std::uint32_t kMaxDimensions = 1u << 16;

Error failed(const std::string& path) {
  return {ErrorCode::io, path + ": " + std::strerror(errno) + ". Pass another file with --embedding-cache."};
}

std::string hash_of(std::string_view text) { return sha256_hex(base::as_bytes(text)); }

}  // namespace

VectorCache::VectorCache(std::string path, int file, std::string model_key)
    : path_(std::move(path)), file_(file), model_hash_(std::move(model_key)) {}

VectorCache::~VectorCache() { ::close(file_); }

Result<std::unique_ptr<VectorCache>> VectorCache::open(const std::string& path, std::string_view model_key) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return failed(path);
  std::unique_ptr<VectorCache> cache(new VectorCache(path, file, hash_of(model_key)));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::io, path +
                                    ": another process uses this cache. Wait for it, or pass another file with "
                                    "--embedding-cache."};
  }
  if (const Result<void> loaded = cache->load(); !loaded) return loaded.error();
  return cache;
}

Result<void> VectorCache::load() {
  const Result<std::string> bytes = base::read_file(path_);
  if (!bytes) return bytes.error();
  std::size_t whole = 0;
  if (bytes->size() >= kHead) {
    std::memcpy(&dimensions_, bytes->data() + 8 + kHash, sizeof dimensions_);
    const bool is_cache = bytes->starts_with(kMagic) && dimensions_ > 0 && dimensions_ <= kMaxDimensions;
    if (!is_cache || bytes->compare(8, kHash, model_hash_) != 0) {
      return Error{ErrorCode::bad_format, path_ +
                                              ": not a cache of this embedding model's vectors. Pass another file with "
                                              "--embedding-cache."};
    }
    const std::size_t record = kHash + dimensions_ * sizeof(float);
    for (whole = kHead; whole + record <= bytes->size(); whole += record) {
      std::vector<float> vector(dimensions_);
      std::memcpy(vector.data(), bytes->data() + whole + kHash, dimensions_ * sizeof(float));
      vectors_[bytes->substr(whole, kHash)] = std::move(vector);
    }
  } else if (!kMagic.starts_with(std::string_view(*bytes).substr(0, kMagic.size()))) {
    return Error{ErrorCode::bad_format, path_ + ": not a cache of vectors. Pass another file with --embedding-cache."};
  }
  if (::ftruncate(file_, static_cast<off_t>(whole)) != 0 || ::lseek(file_, 0, SEEK_END) < 0) return failed(path_);
  return {};
}

std::span<const float> VectorCache::find(const std::string& text) const {
  const auto found = vectors_.find(hash_of(text));
  return found == vectors_.end() ? std::span<const float>() : found->second;
}

Result<void> VectorCache::add(const std::vector<std::pair<std::string, std::vector<float>>>& vectors) {
  std::string bytes;
  for (const auto& [text, vector] : vectors) {
    if (dimensions_ == 0) {
      dimensions_ = static_cast<std::uint32_t>(vector.size());
      bytes += std::string(kMagic) + model_hash_;
      bytes.append(reinterpret_cast<const char*>(&dimensions_), sizeof dimensions_);
    }
    if (vector.size() != dimensions_) {
      return Error{ErrorCode::bad_embedding, "the embedding model returned vectors of " + std::to_string(dimensions_) +
                                                 " and " + std::to_string(vector.size()) +
                                                 " dimensions. Pass another file with --embedding-cache."};
    }
    const std::string hash = hash_of(text);
    bytes += hash;
    bytes.append(reinterpret_cast<const char*>(vector.data()), vector.size() * sizeof(float));
    vectors_[hash] = vector;
  }
  if (!base::write_all(file_, bytes)) return failed(path_);
  return {};
}

}  // namespace alpharoute::embed
