// Files that are part of the program.
#pragma once

#include <cstddef>
#include <span>

namespace alpharoute::cli {

// The embedder that ships, assets/static-en-1.safetensors. Static storage.
std::span<const std::byte> builtin_embedder();

// The sample router that the gateway starts with, assets/llmrouter-9.safetensors. Static storage.
std::span<const std::byte> builtin_router();

}  // namespace alpharoute::cli
