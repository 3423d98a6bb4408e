#include "server/runtime/published.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "alpharoute/sha256.h"
#include "base/files.h"

namespace alpharoute::server {
namespace {

// Larger files are tensors, which gain little from the best and slowest quality.
constexpr std::size_t kLarge = 512 * 1024;

bool saves_enough(std::size_t compressed, std::size_t plain) { return compressed < plain - plain / 20; }

std::string gzip_of(std::string_view bytes) {
  z_stream stream{};
  if (::deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(::deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return status == Z_STREAM_END && saves_enough(out.size(), bytes.size()) ? out : std::string();
}

std::string brotli_of(std::string_view bytes) {
  const int quality = bytes.size() > kLarge ? 7 : 11;
  std::size_t size = ::BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const auto done = ::BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.size(),
                                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(done == BROTLI_TRUE ? size : 0);
  return saves_enough(out.size(), bytes.size()) ? out : std::string();
}

}  // namespace

std::shared_ptr<PublishedFile> publish(std::string_view bytes, bool is_static, std::string content_type) {
  auto file = std::make_shared<PublishedFile>();
  file->content_type = std::move(content_type);
  file->sha256 = sha256_hex(base::as_bytes(bytes));
  if (!is_static) file->owned = bytes;
  file->bytes = is_static ? bytes : std::string_view(file->owned);
  return file;
}

void compress(PublishedFile& file) {
  if (file.bytes.empty() || file.is_compressed.load(std::memory_order_acquire)) return;
  use_compressed(file, gzip_of(file.bytes), brotli_of(file.bytes));
}

void use_compressed(PublishedFile& file, std::string gzip, std::string brotli) {
  file.gzip = std::move(gzip);
  file.brotli = std::move(brotli);
  file.gzip.shrink_to_fit();
  file.brotli.shrink_to_fit();
  file.is_compressed.store(true, std::memory_order_release);
}

std::string_view content_type_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{".html", "text/html; charset=utf-8"},
                                                                      {".js", "text/javascript; charset=utf-8"},
                                                                      {".css", "text/css; charset=utf-8"},
                                                                      {".json", "application/json"},
                                                                      {".webmanifest", "application/manifest+json"},
                                                                      {".svg", "image/svg+xml"},
                                                                      {".png", "image/png"},
                                                                      {".ico", "image/x-icon"},
                                                                      {".wasm", "application/wasm"},
                                                                      {".txt", "text/plain; charset=utf-8"},
                                                                      {".woff2", "font/woff2"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace alpharoute::server
