// The gateway as a whole: listens, serves until it is told to stop, takes in a new configuration when asked.
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
  bool insecure = false;
  Builtin builtin;
};

// Serves until SIGINT or SIGTERM. SIGHUP reads the configuration again. `on_ready` is given the address that callers
// use, as "http://127.0.0.1:8080". An error is one sentence on why it could not begin.
Result<void> serve(const ServeOptions& options, const std::function<void(const std::string& address)>& on_ready);

}  // namespace alpharoute::server
