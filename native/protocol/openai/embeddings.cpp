#include "protocol/openai/embeddings.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"
#include "protocol/json/json_parser.h"

namespace alpharoute::protocol {
namespace {

namespace dom = simdjson::dom;

bool scale_to_unit(std::vector<float>& vector) {
  const float length = std::sqrt(dot(vector, vector));
  if (!(length > 0.0f) || !std::isfinite(length)) return false;
  for (float& value : vector) value /= length;
  return true;
}

// Returns false if an entry is not a number.
bool read_numbers(const dom::array& list, std::vector<float>& vector) {
  vector.clear();
  vector.reserve(list.size());
  for (const dom::element value : list) {
    double number = 0.0;
    if (value.get(number) != simdjson::SUCCESS) return false;
    vector.push_back(static_cast<float>(number));
  }
  return true;
}

// Stores the vector at its "index", or at its position in the list.
bool read_entry(const dom::element& entry, std::size_t position, Vectors& vectors) {
  dom::object object;
  dom::array list;
  if (entry.get(object) != simdjson::SUCCESS || object["embedding"].get(list) != simdjson::SUCCESS) return false;
  std::uint64_t index = position;
  dom::element given;
  if (object["index"].get(given) == simdjson::SUCCESS && given.get(index) != simdjson::SUCCESS) return false;
  if (index >= vectors.size() || !vectors[index].empty()) return false;
  return read_numbers(list, vectors[index]) && scale_to_unit(vectors[index]);
}

}  // namespace

std::string embeddings_request(std::string_view model, std::span<const std::string> texts) {
  const nlohmann::json body = {{"model", model}, {"input", texts}, {"encoding_format", "float"}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Vectors read_vectors(const std::string& body, std::size_t count) {
  dom::element root;
  dom::array data;
  if (parse_padded(body, root) != simdjson::SUCCESS || root["data"].get(data) != simdjson::SUCCESS) return {};
  Vectors vectors(count);
  std::size_t position = 0;
  for (const dom::element entry : data) {
    if (!read_entry(entry, position++, vectors)) return {};
  }
  const auto differs = [&](const auto& vector) { return vector.empty() || vector.size() != vectors.front().size(); };
  return std::any_of(vectors.begin(), vectors.end(), differs) ? Vectors() : vectors;
}

}  // namespace alpharoute::protocol
