// Files that are served as they are: compressed once, known by their hash.
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
  std::string gzip, brotli;  // empty where it does not make the file smaller; read once `is_compressed`
  std::atomic<bool> is_compressed = false;
};

std::shared_ptr<PublishedFile> publish(std::string_view bytes, bool is_static, std::string content_type);

// Fills `gzip` and `brotli`, while others read the rest: takes a second for some megabytes. By one thread, once; does
// nothing for a file that has its compressed forms.
void compress(PublishedFile& file);

// Takes forms that were made beforehand; an empty one is not there. Before others know the file.
void use_compressed(PublishedFile& file, std::string gzip, std::string brotli);

// By the name's ending; "application/octet-stream" if it is not known.
std::string_view content_type_of(std::string_view name);

}  // namespace alpharoute::server
