#include "server/runtime/embedder_name.h"

#include <algorithm>

namespace alpharoute::server {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The name in lower case, without its publisher.
std::string plain_name(std::string_view name) {
  std::string plain(name.substr(name.rfind('/') + 1));
  std::transform(plain.begin(), plain.end(), plain.begin(), lower);
  return plain;
}

}  // namespace

Result<void> check_embedder_name(const RouterOptions& router, const EmbedderReference& expected) {
  if (router.embedder_id.empty() || router.embedder_id == expected.id) return {};
  return Error{ErrorCode::wrong_embedder, "the artifact was fitted with the embedder " + expected.id +
                                              ", but \"embedder_id\" is " + router.embedder_id +
                                              ". Use a model that is " + expected.id + ", or fit again with this one."};
}

std::string embedder_mismatch_warning(const RouterOptions& router, const EmbedderReference& expected) {
  if (router.embedding_provider.empty() || !router.embedder_id.empty()) return "";
  if (plain_name(router.embedding_model) == plain_name(expected.id)) return "";
  return "The artifact was fitted with the embedder " + expected.id + ", but \"embedding_model\" is " +
         router.embedding_model + ". If they differ, decisions are meaningless. If they are the same model, set " +
         "embedder_id = \"" + expected.id + "\" in [router].";
}

}  // namespace alpharoute::server
