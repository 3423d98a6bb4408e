#include "server/api/routes.h"

namespace alpharoute::server {
namespace {

constexpr ErrorProtocol kOpenAi = ErrorProtocol::openai;

constexpr Route kRoutes[] = {
    {"POST", "/v1/chat/completions", RouteScope::chat, kOpenAi, post_chat},
    {"POST", "/v1/embeddings", RouteScope::chat, kOpenAi, post_embeddings},
    {"POST", "/v1/route", RouteScope::route, kOpenAi, post_route},
    {"GET", "/v1/models", RouteScope::route, kOpenAi, get_models},
    {"GET", "/v1/router", RouteScope::router_files, kOpenAi, get_router},
    {"GET", "/v1/router/manifest", RouteScope::router_files, kOpenAi, get_manifest},
    {"GET", "/v1/embedder", RouteScope::router_files, kOpenAi, get_embedder},
    {"GET", "/healthz", RouteScope::none, kOpenAi, get_health},
    {"GET", "/readyz", RouteScope::none, kOpenAi, get_ready},
    {"GET", "/metrics", RouteScope::admin, kOpenAi, get_metrics},
    {"POST", "/admin/reload", RouteScope::admin, kOpenAi, post_reload},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace alpharoute::server
