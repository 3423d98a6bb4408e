#include "alpharoute/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "alpharoute/half.h"
#include "base/json.h"

namespace alpharoute {
namespace {

static_assert(std::endian::native == std::endian::little, "tensor bytes are copied unchanged from the file");

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kMaxDimensions = 8;

Error broken(std::string what) {
  return {ErrorCode::bad_format, "not a valid safetensors file: " + std::move(what) + ". Download or create it again."};
}

std::uint64_t element_size(std::string_view dtype) {
  if (dtype == "BOOL" || dtype == "U8" || dtype == "I8") return 1;
  if (dtype == "U16" || dtype == "I16" || dtype == "F16" || dtype == "BF16") return 2;
  if (dtype == "U32" || dtype == "I32" || dtype == "F32") return 4;
  if (dtype == "U64" || dtype == "I64" || dtype == "F64") return 8;
  return 0;
}

bool is_unsigned_list(const Json& json, std::size_t least, std::size_t most) {
  return json.is_array() && json.size() >= least && json.size() <= most &&
         std::all_of(json.begin(), json.end(), [](const Json& item) { return item.is_number_unsigned(); });
}

// Returns the size in bytes for a dtype and a shape; nothing for an unknown type or a size above 64 bits.
std::optional<std::uint64_t> size_in_bytes(const Tensor& tensor) {
  std::uint64_t size = element_size(tensor.dtype);
  if (size == 0) return std::nullopt;
  for (const std::uint64_t extent : tensor.shape) {
    if (__builtin_mul_overflow(size, extent, &size)) return std::nullopt;
  }
  return size;
}

Result<Tensor> read_tensor(const std::string& name, const Json& entry, std::span<const std::byte> data) {
  const auto dtype = entry.is_object() ? entry.find("dtype") : entry.end();
  if (!entry.is_object() || dtype == entry.end() || !dtype->is_string() || !entry.contains("shape") ||
      !is_unsigned_list(entry["shape"], 0, kMaxDimensions) || !entry.contains("data_offsets") ||
      !is_unsigned_list(entry["data_offsets"], 2, 2)) {
    return broken("the header's entry for tensor \"" + name + "\" lacks a dtype, shape or data_offsets");
  }
  const auto begin = entry["data_offsets"][0].get<std::uint64_t>();
  const auto end = entry["data_offsets"][1].get<std::uint64_t>();
  if (begin > end || end > data.size()) return broken("tensor \"" + name + "\" extends past the end of the file");
  Tensor tensor{dtype->get<std::string>(), entry["shape"].get<std::vector<std::uint64_t>>(),
                data.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))};
  if (size_in_bytes(tensor) != end - begin) {
    return broken("tensor \"" + name + "\" does not have the size of its dtype and shape");
  }
  return tensor;
}

// True if the tensors cover the data without gaps or overlaps.
bool tiles(const std::map<std::string, Tensor, std::less<>>& tensors, std::span<const std::byte> data) {
  std::vector<std::span<const std::byte>> parts;
  for (const auto& [name, tensor] : tensors) {
    if (!tensor.bytes.empty()) parts.push_back(tensor.bytes);
  }
  std::sort(parts.begin(), parts.end(), [](auto a, auto b) { return a.data() < b.data(); });
  const std::byte* next = data.data();
  for (const auto part : parts) {
    if (part.data() != next) return false;
    next = part.data() + part.size();
  }
  return next == data.data() + data.size();
}

template <typename T>
std::vector<T> copy_elements(const Tensor& tensor) {
  std::vector<T> out(static_cast<std::size_t>(tensor.elements()));
  if (!out.empty()) std::memcpy(out.data(), tensor.bytes.data(), tensor.bytes.size());
  return out;
}

std::string shape_text(std::span<const std::uint64_t> shape) {
  std::string out = "[";
  for (const std::uint64_t extent : shape) {
    if (out.size() > 1) out += ", ";
    out += extent == 0 ? "any" : std::to_string(extent);
  }
  return out + "]";
}

}  // namespace

std::uint64_t Tensor::elements() const {
  std::uint64_t product = 1;
  for (const std::uint64_t extent : shape) product *= extent;
  return product;
}

Result<Safetensors> Safetensors::parse(std::span<const std::byte> file) {
  if (file.size() < kLengthBytes) return broken("it has only " + std::to_string(file.size()) + " bytes");
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), kLengthBytes);
  const auto rest = file.subspan(kLengthBytes);
  if (length > rest.size()) return broken("its header is truncated");
  if (length > kMaxHeaderBytes)
    return broken("its header is longer than " + std::to_string(kMaxHeaderBytes) + " bytes");

  const auto header_size = static_cast<std::size_t>(length);
  const std::string_view header(reinterpret_cast<const char*>(rest.data()), header_size);
  const Result<Json> json = parse_object(header, "its header");
  if (!json) return broken(json.error().message);

  Safetensors out;
  const auto data = rest.subspan(header_size);
  for (const auto& [name, entry] : json->items()) {
    if (name != "__metadata__") {
      Result<Tensor> tensor = read_tensor(name, entry, data);
      if (!tensor) return tensor.error();
      out.tensors_.emplace(name, *std::move(tensor));
      continue;
    }
    if (!entry.is_object()) return broken("its metadata is not an object");
    for (const auto& [key, value] : entry.items()) {
      if (!value.is_string()) return broken("its metadata \"" + key + "\" is not a string");
      out.metadata_.emplace(key, value.get<std::string>());
    }
  }
  if (!tiles(out.tensors_, data)) return broken("its tensors overlap or leave gaps");
  return out;
}

Result<std::string_view> Safetensors::text(std::string_view name) const {
  const auto found = metadata_.find(name);
  if (found == metadata_.end()) {
    return Error{ErrorCode::bad_format, "the file's metadata has no \"" + std::string(name) + "\""};
  }
  return std::string_view(found->second);
}

Result<Tensor> Safetensors::tensor(std::string_view name, std::string_view dtype,
                                   std::span<const std::uint64_t> shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    return Error{ErrorCode::bad_format, "the file has no tensor \"" + std::string(name) + "\""};
  }
  const Tensor& tensor = found->second;
  const bool fits = std::equal(shape.begin(), shape.end(), tensor.shape.begin(), tensor.shape.end(),
                               [](auto asked, auto given) { return asked == 0 ? given > 0 : asked == given; });
  if (tensor.dtype != dtype || !fits) {
    return Error{ErrorCode::bad_format, "tensor \"" + std::string(name) + "\" is " + tensor.dtype + " " +
                                            shape_text(tensor.shape) + ", but must be " + std::string(dtype) + " " +
                                            shape_text(shape)};
  }
  return tensor;
}

Result<std::vector<float>> Safetensors::floats(std::string_view name, std::span<const std::uint64_t> shape) const {
  const auto found = tensors_.find(name);
  const bool is_half = found != tensors_.end() && found->second.dtype == "F16";
  const Result<Tensor> tensor = this->tensor(name, is_half ? "F16" : "F32", shape);
  if (!tensor) return tensor.error();
  if (!is_half) return copy_elements<float>(*tensor);
  const auto halves = copy_elements<std::uint16_t>(*tensor);
  std::vector<float> out(halves.size());
  std::transform(halves.begin(), halves.end(), out.begin(), half_to_float);
  return out;
}

Result<std::vector<std::uint32_t>> Safetensors::unsigned_integers(std::string_view name,
                                                                  std::span<const std::uint64_t> shape) const {
  const Result<Tensor> tensor = this->tensor(name, "U32", shape);
  if (!tensor) return tensor.error();
  return copy_elements<std::uint32_t>(*tensor);
}

std::string write_safetensors(const std::map<std::string, Tensor, std::less<>>& tensors,
                              const std::map<std::string, std::string, std::less<>>& metadata) {
  Json header = Json::object();
  header["__metadata__"] = metadata;
  std::uint64_t end = 0;
  for (const auto& [name, tensor] : tensors) {
    const std::uint64_t begin = end;
    end += tensor.bytes.size();
    header[name] = {{"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
  }
  std::string text = dump(header);
  text.append((kLengthBytes - text.size() % kLengthBytes) % kLengthBytes, ' ');

  std::string out(kLengthBytes, '\0');
  const std::uint64_t length = text.size();
  std::memcpy(out.data(), &length, kLengthBytes);
  out.reserve(kLengthBytes + text.size() + static_cast<std::size_t>(end));
  out += text;
  for (const auto& [name, tensor] : tensors) {
    out.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
  }
  return out;
}

}  // namespace alpharoute
