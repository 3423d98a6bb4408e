// Fuzzes the flat C interface: runs a script of calls with arbitrary lengths, handles and bytes, then checks that a
// valid call still gives the same decision.
//
// Each step of the script is: the call, the router, two 16-bit arguments, and input bytes.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "abi.h"
#include "alpharoute/artifact_file.h"
#include "require.h"

using namespace alpharoute;

namespace {

// Two models, two clusters, two dimensions.
std::string small_artifact() {
  Artifact artifact;
  for (const char* id : {"small", "big"}) {
    ModelInfo model;
    model.id = model.name = id;
    artifact.models.push_back(model);
  }
  artifact.embedder = {"any", 2, ""};
  artifact.centroids = {2, 2, {1.0f, 0.0f, 0.0f, 1.0f}};
  artifact.profiles = {2, 2, {0.4f, 0.5f, 0.9f, 0.8f}, {0.1f, 0.1f, 0.9f, 0.9f}, {9, 9, 9, 9}};
  artifact.cluster_size = {5, 5};
  artifact.cluster_labels = {"a", "b"};
  artifact.distance_quantiles = {0.0f, 1.0f};
  return write_artifact(artifact);
}

std::uint32_t put(const void* bytes, std::size_t size) {
  std::byte* input = alpharoute_input(static_cast<std::uint32_t>(size));
  require(input != nullptr);
  if (size > 0) std::memcpy(input, bytes, size);
  return static_cast<std::uint32_t>(size);
}

// Requires a message for a failure, and reads the whole output.
std::uint32_t check(std::uint32_t status) {
  const std::string_view output(reinterpret_cast<const char*>(alpharoute_output()), alpharoute_output_size());
  require(status <= 1);
  if (status == 1) require(output.find('\n') + 1 < output.size());
  for (const volatile char& byte : output) {
    const char read = byte;
    static_cast<void>(read);
  }
  return status;
}

std::uint32_t load(const std::string& artifact) {
  require(check(alpharoute_load(put(artifact.data(), artifact.size()), 0)) == 0);
  double router;
  std::memcpy(&router, alpharoute_output(), sizeof router);
  return static_cast<std::uint32_t>(router);
}

struct Script {
  const std::uint8_t* data;
  std::size_t size;

  std::uint8_t byte() {
    if (size == 0) return 0;
    --size;
    return *data++;
  }
  std::uint32_t word() {
    const std::uint32_t low = byte();
    return low | static_cast<std::uint32_t>(byte()) << 8;
  }
};

void step(Script& script, std::uint32_t good) {
  const std::uint8_t call = script.byte();
  const std::uint32_t router = script.byte() % 4 == 0 ? script.byte() : good;
  const std::uint32_t first = script.word(), second = script.word();
  const std::size_t taken = std::min<std::size_t>(script.size, call & 0x80 ? script.byte() : 65535);
  const std::size_t given = std::min(taken, script.size);
  put(script.data, given);
  // Half of the calls pass the true length.
  const std::uint32_t size = call & 0x40 ? first : static_cast<std::uint32_t>(given);
  switch (call % 64 % 11) {
    case 0: check(alpharoute_load(size, 0)); break;
    case 1: check(alpharoute_load(first, second)); break;
    case 2: check(alpharoute_unload(router == good ? 0 : router)); break;
    case 3: check(alpharoute_describe(router)); break;
    case 4: check(alpharoute_plan(router, size)); break;
    case 5: check(alpharoute_decide_text(router, size)); break;
    case 6: check(alpharoute_decide_embedding(router, size / 4)); break;
    case 7: check(alpharoute_embed(router, size)); break;
    case 8: check(alpharoute_sweep(router, first % 64, second % 64)); break;
    case 9: check(alpharoute_solve(router, size)); break;
    default: check(alpharoute_reprice(router, size / 8)); break;
  }
  script.data += given;
  script.size -= given;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string artifact = small_artifact();
  const std::uint32_t router = load(artifact);
  Script script{data, size};
  while (script.size > 0) step(script, router);
  const float embedding[] = {0.6f, 0.8f};
  require(check(alpharoute_plan(router, put("{\"alpha\":1}", 11))) == 0);
  require(check(alpharoute_decide_embedding(router, put(embedding, sizeof embedding) / 4)) == 0);
  double model;
  std::memcpy(&model, alpharoute_output(), sizeof model);
  require(model == 1.0);
  const std::uint32_t last = load(artifact);
  for (std::uint32_t number = router + 1; number < last; ++number) check(alpharoute_unload(number));
  for (const std::uint32_t number : {router, last}) {
    require(check(alpharoute_unload(number)) == 0);
    require(check(alpharoute_unload(number)) == 1);
  }
  alpharoute_trim();
  return 0;
}
