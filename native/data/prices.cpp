#include "data/prices.h"

#include <algorithm>

#include "base/files.h"
#include "base/strict_json.h"

namespace alpharoute::data {
namespace {

using nlohmann::json;

constexpr double kMillion = 1e6;

bool is_price(const json& entry, const char* name) {
  return entry.contains(name) && entry[name].is_number() && entry[name].get<double>() >= 0.0;
}

Result<ModelInfo> read_entry(const std::string& id, const json& entry) {
  const auto wrong = [&](const char* what) { return Error{ErrorCode::bad_data, "\"" + id + "\" " + what}; };
  if (!entry.is_object() || !is_price(entry, "input_price") || !is_price(entry, "output_price")) {
    return wrong("needs an input_price and an output_price in USD per million tokens, 0 or greater");
  }
  ModelInfo model;
  model.id = id;
  model.name = entry.value("name", id);
  model.input_price = entry["input_price"].get<double>();
  model.output_price = entry["output_price"].get<double>();
  if (entry.contains("context_length")) {
    if (!entry["context_length"].is_number_unsigned())
      return wrong("has a context_length that is not a number of tokens");
    model.context_length = entry["context_length"].get<std::uint32_t>();
  }
  if (entry.contains("capabilities")) {
    const json& list = entry["capabilities"];
    const bool is_text_list =
        list.is_array() && std::all_of(list.begin(), list.end(), [](const json& item) { return item.is_string(); });
    if (!is_text_list) return wrong("has capabilities that are not a list of strings");
    model.capabilities = list.get<std::vector<std::string>>();
  }
  return model;
}

}  // namespace

Result<Prices> read_prices(const std::string& path) {
  const Result<std::string> text = base::read_file(path);
  if (!text) return text.error();
  const Result<json> list = base::parse_json(*text);
  if (!list) return Error{ErrorCode::bad_data, path + ": " + list.error().message + ". Fix the price list."};
  if (!list->is_object()) {
    return Error{ErrorCode::bad_data, path +
                                          ": is not a JSON object. Write {\"model\": {\"input_price\": 0.2, "
                                          "\"output_price\": 0.2}, ...}."};
  }
  Prices prices;
  for (const auto& [id, entry] : list->items()) {
    Result<ModelInfo> model = read_entry(id, entry);
    if (!model) return Error{ErrorCode::bad_data, path + ": " + model.error().message + ". Fix the price list."};
    prices.emplace(id, *std::move(model));
  }
  return prices;
}

double estimated_tokens(const std::string& text) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return std::max(1.0, static_cast<double>(characters) / 4.0);
}

double price_of(const ModelInfo& model, double prompt_tokens, double completion_tokens) {
  return (prompt_tokens * model.input_price.value_or(0.0) + completion_tokens * model.output_price.value_or(0.0)) /
         kMillion;
}

}  // namespace alpharoute::data
