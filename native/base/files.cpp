#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace alpharoute::base {
namespace {

Error io_error(const std::string& path, const char* hint) {
  return {ErrorCode::io, path + ": " + std::strerror(errno) + ". " + hint};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<std::string> read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return io_error(path, "Check the path.");
  struct stat status {};
  if (::fstat(file.number(), &status) == 0 && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return io_error(path, "Check the path.");
  }
  std::string bytes;
  std::size_t length = 0;
  for (;;) {
    // The first read gets all of a regular file, the second its end.
    const std::size_t room = static_cast<std::size_t>(status.st_size) + 4096;
    if (bytes.size() - length < 4096) bytes.resize(length + room);
    const ssize_t got = ::read(file.number(), bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(path, "Check the path.");
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  bytes.resize(length);
  return bytes;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const std::string partial = path + ".part";
  {
    const Descriptor file(::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.number() < 0) return io_error(partial, "Check that the folder exists and is writable.");
    if (!write_all(file.number(), bytes) || ::fsync(file.number()) != 0) {
      const Error error = io_error(partial, "Check the free disk space.");
      ::unlink(partial.c_str());
      return error;
    }
  }
  if (::rename(partial.c_str(), path.c_str()) != 0) {
    const Error error = io_error(path, "Check that it is writable.");
    ::unlink(partial.c_str());
    return error;
  }
  return {};
}

std::span<const std::byte> as_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace alpharoute::base
