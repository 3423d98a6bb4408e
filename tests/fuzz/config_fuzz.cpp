// Reads a configuration: it is accepted, or rejected with an error message.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/config/read_config.h"

using namespace alpharoute;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // A key's file would lead out of the test.
  if (text.find("_file") != std::string_view::npos || text.find("file_") != std::string_view::npos) return 0;
  const auto environment = [](const std::string&) { return std::optional<std::string>("value"); };
  const Result<server::Config> config = server::parse_config(text, "g.toml", environment);
  if (config) {
    if (config->providers.empty()) std::abort();
  } else if (config.error().code != ErrorCode::invalid_argument || config.error().message.empty()) {
    std::abort();
  }
  return 0;
}
