// Configuration keys of version 0.1 that have another name since 0.2.
#pragma once

#include <string_view>

namespace alpharoute::server {

struct RenamedKey {
  std::string_view section, old_name, new_name;
};

inline constexpr RenamedKey kRenamedKeys[] = {
    {"the file", "survival", "resilience"},
    {"[server]", "hosts", "allowed_hosts"},
    {"[server]", "insecure", "allow_unauthenticated"},
    {"[server]", "origins", "allowed_origins"},
    {"[server]", "publish_openly", "public_router_files"},
    {"[router]", "turns", "user_turns"},
    {"[resilience]", "last_wait_s", "max_last_retry_wait_s"},
    {"[resilience]", "max_wait_s", "max_retry_wait_s"},
    {"[[providers]]", "asks_stream_usage", "supports_stream_usage"},
};

}  // namespace alpharoute::server
