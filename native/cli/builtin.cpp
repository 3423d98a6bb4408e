#include "cli/builtin.h"

// The assembler copies the file's bytes into the program.
asm(".section .rodata\n"
    ".balign 64\n"
    ".global alpharoute_builtin_embedder_begin\n"
    "alpharoute_builtin_embedder_begin:\n"
    ".incbin \"" ALPHAROUTE_EMBEDDER_FILE
    "\"\n"
    ".global alpharoute_builtin_embedder_end\n"
    "alpharoute_builtin_embedder_end:\n"
    ".balign 64\n"
    ".global alpharoute_builtin_router_begin\n"
    "alpharoute_builtin_router_begin:\n"
    ".incbin \"" ALPHAROUTE_ROUTER_FILE
    "\"\n"
    ".global alpharoute_builtin_router_end\n"
    "alpharoute_builtin_router_end:\n"
    ".previous\n");

extern "C" const std::byte alpharoute_builtin_embedder_begin[];
extern "C" const std::byte alpharoute_builtin_embedder_end[];
extern "C" const std::byte alpharoute_builtin_router_begin[];
extern "C" const std::byte alpharoute_builtin_router_end[];

namespace alpharoute::cli {

std::span<const std::byte> builtin_embedder() {
  return {alpharoute_builtin_embedder_begin, alpharoute_builtin_embedder_end};
}

std::span<const std::byte> builtin_router() { return {alpharoute_builtin_router_begin, alpharoute_builtin_router_end}; }

}  // namespace alpharoute::cli
