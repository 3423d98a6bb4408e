#include "server/runtime/web_folder.h"

#include <filesystem>

#include "base/files.h"

namespace alpharoute::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxWebBytes = std::size_t{64} << 20;

using FileBytes = std::map<std::string, std::string>;  // by path

Result<FileBytes> read_files(const std::string& folder) {
  FileBytes files;
  std::error_code error;
  std::size_t total = 0;
  for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    Result<std::string> bytes = base::read_file(at->path());
    if (!bytes) return bytes.error();
    total += bytes->size();
    if (total > kMaxWebBytes) {
      return Error{ErrorCode::invalid_argument,
                   folder + ": the folder is larger than 64 MiB. Set \"web\" to a folder with only the web app."};
    }
    files["/" + fs::relative(at->path(), folder).generic_string()] = *std::move(bytes);
  }
  if (error) return Error{ErrorCode::io, folder + ": " + error.message() + ". Check \"web\" in the configuration."};
  return files;
}

// A web app may contain the gateway's own embedder or artifact, which are several megabytes: keeps them once.
std::shared_ptr<PublishedFile> publish_once(std::span<const std::shared_ptr<PublishedFile>> published,
                                            std::string_view bytes, std::string_view content_type) {
  for (const auto& file : published) {
    if (file && file->content_type == content_type && file->bytes == bytes) return file;
  }
  return publish(bytes, false, std::string(content_type));
}

bool is_compressed_form(const FileBytes& files, const std::string& path) {
  return (path.ends_with(".gz") || path.ends_with(".br")) && files.contains(path.substr(0, path.size() - 3));
}

}  // namespace

Result<WebFiles> read_web_folder(const std::string& folder, std::span<const std::shared_ptr<PublishedFile>> published) {
  const Result<FileBytes> files = read_files(folder);
  if (!files) return files.error();
  const auto bytes_of = [&](const std::string& path) {
    const auto found = files->find(path);
    return found == files->end() ? std::string() : found->second;
  };
  WebFiles web;
  for (const auto& [path, bytes] : *files) {
    if (is_compressed_form(*files, path)) continue;
    const std::shared_ptr<PublishedFile> file = publish_once(published, bytes, content_type_of(path));
    const bool has_compressed_form = files->contains(path + ".gz") || files->contains(path + ".br");
    if (has_compressed_form && !file->is_compressed) {
      use_compressed(*file, bytes_of(path + ".gz"), bytes_of(path + ".br"));
    }
    web[path] = file;
  }
  return web;
}

}  // namespace alpharoute::server
