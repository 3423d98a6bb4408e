// Files served from memory, with their hash and compressed forms.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace alpharoute::server {

struct PublishedFile {
  std::string content_type;
  std::string sha256;      // of `bytes`; the strong ETag
  std::string_view bytes;  // static storage, or `owned`
  std::string owned;
  std::string gzip, brotli;  // empty unless at least 5% smaller; read only if `is_compressed`
  std::atomic<bool> is_compressed = false;
};

// `is_static`: `bytes` have static storage, and are not copied.
std::shared_ptr<PublishedFile> publish(std::string_view bytes, bool is_static, std::string content_type);

// Fills `gzip` and `brotli` while other threads serve the file; does nothing if it is compressed. Takes about a second
// for several megabytes. Call it from one thread.
void compress(PublishedFile& file);

// Sets precomputed forms; empty: none. Call it before other threads use the file.
void use_compressed(PublishedFile& file, std::string gzip, std::string brotli);

// Returns the content type for a file name's extension; "application/octet-stream" if unknown.
std::string_view content_type_of(std::string_view name);

}  // namespace alpharoute::server
