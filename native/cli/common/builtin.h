// Files that are built into the program or installed with it.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace alpharoute::cli {

// Returns assets/static-en-1.safetensors. Static storage.
std::span<const std::byte> builtin_embedder();

// Returns the sample router, assets/llmrouter-9.safetensors. Static storage.
std::span<const std::byte> builtin_router();

// Returns the path of the web app: the folder "web" next to the program. Empty if it does not exist.
std::string builtin_web();

}  // namespace alpharoute::cli
