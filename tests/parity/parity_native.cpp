// The native half of the parity test: answers through the same flat interface as the WebAssembly module, byte for byte.
//
//   parity_native ROUTER.safetensors EMBEDDER.safetensors OPTIONS...  < prompts > answers
//
// Standard input: for each prompt its size, u32, and its bytes. Standard output: for each prompt the answer of
// alpharoute_embed and then, for each OPTIONS (JSON), that of alpharoute_decide_text; an answer is the status and the
// output's size, u32 each, and the output.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "abi.h"

namespace {

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::uint32_t put(const std::string& bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::byte* room = alpharoute_input(size);
  if (room == nullptr) std::abort();
  std::memcpy(room, bytes.data(), bytes.size());
  return size;
}

void write(const void* bytes, std::size_t size) {
  if (std::fwrite(bytes, 1, size, stdout) != size) std::abort();
}

void write_answer(std::uint32_t status) {
  const std::uint32_t head[] = {status, alpharoute_output_size()};
  write(head, sizeof head);
  write(alpharoute_output(), head[1]);
}

std::uint32_t load(const char* artifact_path, const char* embedder_path) {
  const std::string artifact = read_file(artifact_path), embedder = read_file(embedder_path);
  put(artifact + embedder);
  const std::uint32_t status =
      alpharoute_load(static_cast<std::uint32_t>(artifact.size()), static_cast<std::uint32_t>(embedder.size()));
  if (status != 0) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(alpharoute_output_size()),
                 reinterpret_cast<const char*>(alpharoute_output()));
    std::exit(1);
  }
  double router;
  std::memcpy(&router, alpharoute_output(), sizeof router);
  return static_cast<std::uint32_t>(router);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::uint32_t router = load(argv[1], argv[2]);
  for (std::uint32_t size; std::fread(&size, sizeof size, 1, stdin) == 1;) {
    std::string prompt(size, '\0');
    if (std::fread(prompt.data(), 1, size, stdin) != size) return 1;
    write_answer(alpharoute_embed(router, put(prompt)));
    for (int i = 3; i < argc; ++i) {
      if (alpharoute_plan(router, put(argv[i])) != 0) return 1;
      write_answer(alpharoute_decide_text(router, put(prompt)));
    }
  }
}
