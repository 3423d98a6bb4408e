// The native half of the parity test: uses the same flat interface as the WebAssembly module.
//
//   parity_native ROUTER.safetensors EMBEDDER.safetensors FACTORS OPTIONS...  < prompts > answers
//
// FACTORS: the input of alpharoute_reprice, separated by commas; empty: no repricing.
// Standard input: for each prompt its size, u32, and its bytes. Standard output: for each prompt the result of
// alpharoute_embed and then, for each OPTIONS (JSON), of alpharoute_decide_text. A result is the status and the
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

void write_result(std::uint32_t status) {
  const std::uint32_t head[] = {status, alpharoute_output_size()};
  write(head, sizeof head);
  write(alpharoute_output(), head[1]);
}

// Returns the router number that a call wrote.
std::uint32_t number_of(std::uint32_t status) {
  if (status != 0) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(alpharoute_output_size()),
                 reinterpret_cast<const char*>(alpharoute_output()));
    std::exit(1);
  }
  double router;
  std::memcpy(&router, alpharoute_output(), sizeof router);
  return static_cast<std::uint32_t>(router);
}

std::uint32_t load(const char* artifact_path, const char* embedder_path) {
  const std::string artifact = read_file(artifact_path), embedder = read_file(embedder_path);
  put(artifact + embedder);
  return number_of(
      alpharoute_load(static_cast<std::uint32_t>(artifact.size()), static_cast<std::uint32_t>(embedder.size())));
}

std::uint32_t reprice(std::uint32_t router, const char* factors) {
  std::vector<double> numbers;
  for (char* end = nullptr; *factors != '\0'; factors = *end == ',' ? end + 1 : end)
    numbers.push_back(std::strtod(factors, &end));
  if (numbers.empty()) return router;
  put({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(double)});
  return number_of(alpharoute_reprice(router, static_cast<std::uint32_t>(numbers.size())));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const std::uint32_t router = reprice(load(argv[1], argv[2]), argv[3]);
  for (std::uint32_t size; std::fread(&size, sizeof size, 1, stdin) == 1;) {
    std::string prompt(size, '\0');
    if (std::fread(prompt.data(), 1, size, stdin) != size) return 1;
    write_result(alpharoute_embed(router, put(prompt)));
    for (int i = 4; i < argc; ++i) {
      if (alpharoute_plan(router, put(argv[i])) != 0) return 1;
      write_result(alpharoute_decide_text(router, put(prompt)));
    }
  }
}
