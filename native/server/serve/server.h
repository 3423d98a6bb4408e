// The gateway: listens, serves, reloads its configuration and shuts down.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "server/runtime/state.h"

namespace alpharoute::server {

struct ServeOptions {
  std::string config;  // file; empty: the defaults
  std::optional<std::string> host;
  std::optional<std::uint16_t> port;
  std::optional<std::string> web;
  bool allow_unauthenticated = false;
  Builtin builtin;
};

// Serves until SIGINT or SIGTERM; SIGHUP reloads the configuration. Calls `on_ready` with the address, e.g.
// "http://127.0.0.1:8080". Returns an error only if the gateway can't start.
Result<void> serve(const ServeOptions& options, const std::function<void(const std::string& address)>& on_ready);

}  // namespace alpharoute::server
