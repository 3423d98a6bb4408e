#include "server/runtime/embedder_name.h"

#include <algorithm>

namespace alpharoute::server {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Without its publisher, in lower case.
std::string plain_name(std::string_view name) {
  std::string plain(name.substr(name.rfind('/') + 1));
  std::transform(plain.begin(), plain.end(), plain.begin(), lower);
  return plain;
}

}  // namespace

Result<void> check_embedder_name(const RouterOptions& router, const EmbedderReference& wanted) {
  if (router.embedder_id.empty() || router.embedder_id == wanted.id) return {};
  return Error{ErrorCode::wrong_embedder, "the artifact was fitted with the embedder " + wanted.id +
                                              ", but \"embedder_id\" says that \"embedding_model\" is " +
                                              router.embedder_id + ". Name the model that is " + wanted.id +
                                              ", or fit again with this one."};
}

std::string embedder_mismatch_warning(const RouterOptions& router, const EmbedderReference& wanted) {
  if (router.embedding_provider.empty() || !router.embedder_id.empty()) return "";
  if (plain_name(router.embedding_model) == plain_name(wanted.id)) return "";
  return "The artifact was fitted with the embedder " + wanted.id + ", and vectors come from the model " +
         router.embedding_model +
         ": another model's would be routed at random. If they are the same, say embedder_id = \"" + wanted.id +
         "\" in [router].";
}

}  // namespace alpharoute::server
