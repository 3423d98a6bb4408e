// Files that are part of the program, or lie beside it.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace alpharoute::cli {

// The embedder that ships, assets/static-en-1.safetensors. Static storage.
std::span<const std::byte> builtin_embedder();

// The sample router that the gateway starts with, assets/llmrouter-9.safetensors. Static storage.
std::span<const std::byte> builtin_router();

// The folder of the web page that was installed with the program: "web" beside it. Empty if there is none.
std::string builtin_web();

}  // namespace alpharoute::cli
