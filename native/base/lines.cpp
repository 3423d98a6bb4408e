#include "base/lines.h"

#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace alpharoute::base {
namespace {

constexpr std::size_t kChunk = 1u << 18;
constexpr std::size_t kMaxLine = 64u << 20;

gzFile as_gz(void* file) { return static_cast<gzFile>(file); }

}  // namespace

void LineReader::Close::operator()(void* file) const { gzclose(as_gz(file)); }

LineReader::LineReader(std::string path, void* file) : path_(std::move(path)), file_(file) {}

Result<LineReader> LineReader::open(const std::string& path) {
  errno = 0;
  const gzFile file = gzopen(path.c_str(), "rb");  // also reads uncompressed files
  if (file == nullptr) {
    return Error{ErrorCode::io, path + ": " + std::strerror(errno == 0 ? ENOMEM : errno) + ". Check the path."};
  }
  gzbuffer(file, kChunk);
  return LineReader(path, file);
}

Result<bool> LineReader::refill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  if (buffer_.size() > kMaxLine) {
    return Error{ErrorCode::bad_data, path_ + ":" + std::to_string(line_number_ + 1) +
                                          ": the line is longer than 64 MiB. Pass a JSONL file."};
  }
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunk);
  errno = 0;
  const int got = gzread(as_gz(file_.get()), buffer_.data() + size, kChunk);
  int status = Z_OK;
  const char* reason = gzerror(as_gz(file_.get()), &status);
  if (got < 0 && status == Z_ERRNO) {
    return Error{ErrorCode::io, path_ + ": " + std::strerror(errno) + ". Check the path."};
  }
  if (status == Z_BUF_ERROR) {
    return Error{ErrorCode::bad_data, path_ + ": the gzip file is truncated. Download or create it again."};
  }
  if (got < 0) {
    return Error{ErrorCode::bad_data,
                 path_ + ": the gzip file is damaged (" + std::string(reason) + "). Download or create it again."};
  }
  buffer_.resize(size + static_cast<std::size_t>(got));
  return got > 0;
}

Result<bool> LineReader::next(std::string& line) {
  std::size_t searched = begin_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      line.assign(buffer_, begin_, end - begin_);
      begin_ = end + 1;
      break;
    }
    const std::size_t unread = buffer_.size() - begin_;
    const Result<bool> more = refill();
    if (!more) return more.error();
    if (!*more) {
      if (unread == 0) return false;
      line.assign(buffer_, 0, unread);
      begin_ = buffer_.size();
      break;
    }
    searched = unread;
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  ++line_number_;
  return true;
}

}  // namespace alpharoute::base
