// The folder of a web page: read once, served from memory.
#pragma once

#include "alpharoute/status.h"
#include "server/runtime/state.h"

namespace alpharoute::server {

// Adds the files of the configuration's `web` folder to `state`, whose router and embedder files are there already. A
// file `X.br` or `X.gz` beside a file `X` is its compressed form. Error::invalid_argument above 64 MiB, Error::io for what
// can't be read.
Result<void> add_web_folder(State& state);

}  // namespace alpharoute::server
