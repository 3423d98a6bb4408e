#include "alpharoute/embedder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "alpharoute/dot.h"
#include "alpharoute/safetensors.h"
#include "alpharoute/sha256.h"
#include "base/json.h"
#include "base/multiversion.h"

namespace alpharoute {
namespace {

constexpr std::string_view kFormat = "alpharoute-embedder/1";
constexpr std::uint32_t kMaxDimensions = 1u << 16;
constexpr std::uint32_t kMaxTokens = 1u << 20;

// The squares of smaller sums underflow in single precision.
constexpr float kLeastLength = 1e-12f;

// Bytes per token, more than in any ordinary text; see `tail_start`.
constexpr std::size_t kBytesPerToken = 16;

Error bad(std::string what) { return {ErrorCode::bad_format, "not an alpharoute embedder: " + std::move(what) + "."}; }

Result<std::uint32_t> number(const Safetensors& file, std::string_view name, std::uint32_t most) {
  const Result<std::string_view> text = file.text(name);
  if (!text) return bad(text.error().message);
  std::uint32_t value = 0;
  const auto [end, status] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (status != std::errc{} || end != text->data() + text->size() || value == 0 || value > most) {
    return bad("its \"" + std::string(name) + "\" must be a number from 1 to " + std::to_string(most));
  }
  return value;
}

// Rejects a file with a tokenizer other than the supported one.
Result<void> check_tokenizer(const Safetensors& file) {
  const Result<std::string_view> text = file.text("tokenizer");
  if (!text) return bad(text.error().message);
  const Result<Json> json = parse_object(*text, "its \"tokenizer\"");
  if (!json) return bad(json.error().message);
  static const Json known = {{"kind", "wordpiece"},       {"lowercase", true},  {"strip_accents", true},
                             {"split_cjk", true},         {"unknown", "[UNK]"}, {"continuation", "##"},
                             {"max_word_characters", 100}};
  if (*json != known) return bad("this version does not support its tokenizer");
  return {};
}

Result<EmbedderInfo> read_info(const Safetensors& file) {
  const Result<std::string_view> format = file.text("format");
  if (!format) return bad(format.error().message);
  if (*format != kFormat) return bad("its format is \"" + std::string(*format) + "\", not " + std::string(kFormat));
  EmbedderInfo info;
  for (auto [name, field] :
       {std::pair{"id", &info.id}, {"source_model", &info.source_model}, {"licence", &info.licence}}) {
    const Result<std::string_view> text = file.text(name);
    if (!text) return bad(text.error().message);
    *field = *text;
  }
  for (auto [name, field, most] : {std::tuple{"dimensions", &info.dimensions, kMaxDimensions},
                                   {"max_tokens", &info.max_tokens, kMaxTokens},
                                   {"head_tokens", &info.head_tokens, kMaxTokens}}) {
    const Result<std::uint32_t> value = number(file, name, most);
    if (!value) return value.error();
    *field = *value;
  }
  if (info.head_tokens > info.max_tokens) return bad("its \"head_tokens\" exceed its \"max_tokens\"");
  return info;
}

ALPHAROUTE_MULTIVERSION void add_scaled(const std::int8_t* row, float scale, std::size_t d, float* sum) {
  for (std::size_t j = 0; j < d; ++j) sum[j] += scale * static_cast<float>(row[j]);
}

// Returns the start of a word such that the text from there has at least `bytes` bytes. Tokens do not cross white
// space.
std::size_t tail_start(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return 0;
  const std::size_t space = text.find_last_of(" \t\n\r", text.size() - bytes);
  return space == std::string_view::npos ? 0 : space;
}

}  // namespace

Embedder::Embedder(EmbedderInfo info, Tokenizer tokenizer, std::vector<std::int8_t> rows, std::vector<float> scales)
    : info_(std::move(info)), tokenizer_(std::move(tokenizer)), rows_(std::move(rows)), scales_(std::move(scales)) {}

Result<Embedder> Embedder::from_bytes(std::span<const std::byte> bytes) {
  const Result<Safetensors> file = Safetensors::parse(bytes);
  if (!file) return file.error();
  Result<EmbedderInfo> info = read_info(*file);
  if (!info) return info.error();
  if (const Result<void> known = check_tokenizer(*file); !known) return known.error();

  const std::uint64_t any[] = {0};
  const Result<Tensor> vocabulary = file->tensor("vocabulary", "U8", any);
  if (!vocabulary) return bad(vocabulary.error().message);
  Result<Tokenizer> tokenizer =
      Tokenizer::create({reinterpret_cast<const char*>(vocabulary->bytes.data()), vocabulary->bytes.size()});
  if (!tokenizer) return tokenizer.error();

  const std::uint64_t table[] = {tokenizer->size(), info->dimensions};
  const Result<Tensor> embeddings = file->tensor("embeddings", "I8", table);
  if (!embeddings) return bad(embeddings.error().message);
  Result<std::vector<float>> scales = file->floats("scales", std::span(table).first(1));
  if (!scales) return bad(scales.error().message);
  if (!std::all_of(scales->begin(), scales->end(), [](float scale) { return std::isfinite(scale); })) {
    return bad("its scales are not all finite numbers");
  }
  std::vector<std::int8_t> rows(embeddings->bytes.size());
  std::memcpy(rows.data(), embeddings->bytes.data(), rows.size());
  info->sha256 = sha256_hex(bytes);
  return Embedder(*std::move(info), *std::move(tokenizer), std::move(rows), *std::move(scales));
}

void Embedder::token_ids(std::string_view text, std::vector<TokenId>& ids) const {
  const std::size_t tail_tokens = info_.max_tokens - info_.head_tokens;
  ids.clear();
  tokenizer_.encode(text, std::size_t{info_.max_tokens} + (tail_tokens > 0), ids);
  if (ids.size() <= info_.max_tokens) return;
  ids.resize(info_.head_tokens);
  for (std::size_t bytes = tail_tokens * kBytesPerToken;; bytes *= 4) {
    const std::size_t start = tail_start(text, bytes);
    tokenizer_.encode(text.substr(start), text.size(), ids);
    if (start == 0 || ids.size() >= info_.max_tokens) break;
    ids.resize(info_.head_tokens);
  }
  const auto tail = ids.end() - static_cast<std::ptrdiff_t>(tail_tokens);
  ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(info_.head_tokens), tail);
}

Result<void> Embedder::embed(std::string_view text, std::vector<TokenId>& ids, std::span<float> out) const {
  token_ids(text, ids);
  std::fill(out.begin(), out.end(), 0.0f);
  for (const TokenId id : ids) add_scaled(&rows_[std::size_t{id} * out.size()], scales_[id], out.size(), out.data());
  const float length = std::sqrt(dot(out, out));
  if (!(length > kLeastLength) || !std::isfinite(length)) {
    return Error{ErrorCode::no_text, "the prompt has no text to embed. Enter at least one word."};
  }
  for (float& value : out) value /= length;
  return {};
}

}  // namespace alpharoute
