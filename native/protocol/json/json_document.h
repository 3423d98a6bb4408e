// A parsed JSON document that outlives the parser's next call.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace simdjson::dom {
class document;
}

namespace alpharoute::protocol {

// Confined to one thread, which reuses the memory of released documents.
class JsonDocument {
 public:
  JsonDocument();
  ~JsonDocument();
  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;

  // The document to parse into (parse_into of json_parser.h).
  simdjson::dom::document& document();

  // Returns the document as a tree, without parsing its text again; null without a document. The last of several
  // members with the same name is kept.
  nlohmann::json tree() const;

  // Gives the memory to the thread's next document.
  void release();

 private:
  std::unique_ptr<simdjson::dom::document> document_;
};

}  // namespace alpharoute::protocol
