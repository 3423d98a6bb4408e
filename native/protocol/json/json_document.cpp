#include "protocol/json/json_document.h"

#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace alpharoute::protocol {
namespace {

namespace dom = simdjson::dom;
using nlohmann::json;

// A document takes about ten bytes per byte of its text. Large ones are freed rather than kept.
constexpr std::size_t kMaxSpare = 4;
constexpr std::size_t kMaxSpareCapacity = std::size_t{1} << 20;

std::vector<std::unique_ptr<dom::document>>& spare_documents() {
  thread_local std::vector<std::unique_ptr<dom::document>> documents;
  return documents;
}

// Recursion is bounded: the parser accepts at most kMaxDepth levels.
json tree_of(const dom::element& element) {
  switch (element.type()) {
    case dom::element_type::ARRAY: {
      json list = json::array();
      for (const dom::element entry : dom::array(element)) list.push_back(tree_of(entry));
      return list;
    }
    case dom::element_type::OBJECT: {
      json object = json::object();
      for (const dom::key_value_pair member : dom::object(element)) {
        object[std::string(member.key)] = tree_of(member.value);
      }
      return object;
    }
    case dom::element_type::INT64: {
      const std::int64_t number = element;
      return number < 0 ? json(number) : json(static_cast<std::uint64_t>(number));
    }
    case dom::element_type::UINT64: return std::uint64_t(element);
    case dom::element_type::DOUBLE: return double(element);
    case dom::element_type::STRING: return std::string(std::string_view(element));
    case dom::element_type::BOOL: return bool(element);
    case dom::element_type::NULL_VALUE: break;
  }
  return nullptr;
}

}  // namespace

JsonDocument::JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() { release(); }

dom::document& JsonDocument::document() {
  auto& spare = spare_documents();
  if (!document_ && !spare.empty()) {
    document_ = std::move(spare.back());
    spare.pop_back();
  }
  if (!document_) document_ = std::make_unique<dom::document>();
  return *document_;
}

json JsonDocument::tree() const { return document_ ? tree_of(document_->root()) : json(); }

void JsonDocument::release() {
  auto& spare = spare_documents();
  if (document_ && document_->capacity() <= kMaxSpareCapacity && spare.size() < kMaxSpare) {
    spare.push_back(std::move(document_));
  }
  document_.reset();
}

}  // namespace alpharoute::protocol
