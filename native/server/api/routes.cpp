#include "server/serve/dispatch.h"
#include "server/api/handlers.h"
#include "server/api/router_files.h"

namespace alpharoute::server {
namespace {

constexpr Route kRoutes[] = {
    {"POST", "/v1/chat/completions", Scope::chat, post_chat},
    {"POST", "/v1/embeddings", Scope::chat, post_embeddings},
    {"POST", "/v1/route", Scope::route, post_route},
    {"GET", "/v1/models", Scope::route, get_models},
    {"GET", "/v1/router", Scope::route, get_router},
    {"GET", "/v1/router/manifest", Scope::route, get_manifest},
    {"GET", "/v1/embedder", Scope::route, get_embedder},
    {"GET", "/healthz", Scope::open, get_health},
    {"GET", "/readyz", Scope::open, get_ready},
    {"GET", "/metrics", Scope::admin, get_metrics},
    {"POST", "/admin/reload", Scope::admin, post_reload},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace alpharoute::server
