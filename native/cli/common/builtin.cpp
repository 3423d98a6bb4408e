#include "cli/common/builtin.h"

#include <filesystem>

// The assembler copies the files into the program.
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

std::string builtin_web() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "";
  const std::filesystem::path folder = program.parent_path() / "web";
  return std::filesystem::exists(folder / "index.html", error) ? folder.string() : "";
}

}  // namespace alpharoute::cli
