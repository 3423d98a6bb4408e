#include "server/runtime/web_folder.h"

#include <filesystem>
#include <map>

#include "base/files.h"

namespace alpharoute::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxWebBytes = std::size_t{64} << 20;

using WebFiles = std::map<std::string, std::string>;  // bytes by path

Result<WebFiles> read_web(const std::string& folder) {
  WebFiles files;
  std::error_code error;
  std::size_t total = 0;
  for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    Result<std::string> bytes = base::read_file(at->path());
    if (!bytes) return bytes.error();
    total += bytes->size();
    if (total > kMaxWebBytes) {
      return Error{ErrorCode::invalid_argument, folder +
                                                ": holds more than 64 MiB, too much for a web page's folder. "
                                                "Give \"web\" a folder with the page alone."};
    }
    files["/" + fs::relative(at->path(), folder).generic_string()] = *std::move(bytes);
  }
  if (error) return Error{ErrorCode::io, folder + ": " + error.message() + ". Check \"web\" in the configuration."};
  return files;
}

// A page may come with the very embedder or router that the gateway publishes: megabytes that need not be held twice.
std::shared_ptr<PublishedFile> publish_once(const State& state, std::string_view bytes, std::string_view content_type) {
  for (const auto& file : {state.artifact_file, state.embedder_file}) {
    if (file && file->content_type == content_type && file->bytes == bytes) return file;
  }
  return publish(bytes, false, std::string(content_type));
}

bool is_compressed_form(const WebFiles& files, const std::string& path) {
  return (path.ends_with(".gz") || path.ends_with(".br")) && files.contains(path.substr(0, path.size() - 3));
}

}  // namespace

Result<void> add_web_folder(State& state) {
  const std::string& folder = state.config.server.web;
  if (folder.empty() || folder == kNoWeb) return {};
  const Result<WebFiles> files = read_web(folder);
  if (!files) return files.error();
  const auto form = [&](const std::string& path) {
    const auto found = files->find(path);
    return found == files->end() ? std::string() : found->second;
  };
  for (const auto& [path, bytes] : *files) {
    if (is_compressed_form(*files, path)) continue;
    const std::shared_ptr<PublishedFile> file = publish_once(state, bytes, content_type_of(path));
    const bool is_packed = files->contains(path + ".gz") || files->contains(path + ".br");
    if (is_packed && !file->is_compressed) use_compressed(*file, form(path + ".gz"), form(path + ".br"));
    state.web[path] = file;
  }
  return {};
}

}  // namespace alpharoute::server
