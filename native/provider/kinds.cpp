#include "provider/kinds.h"

#include <algorithm>

namespace alpharoute::provider {
namespace {

constexpr Kind kKinds[] = {
    {.name = "openai", .make = make_openai},
    {.name = "anthropic",
     .make = make_anthropic,
     .default_url = "https://api.anthropic.com/v1",
     .converts_requests = true},
    {.name = "demo", .make = make_demo, .has_url = false},
};

}  // namespace

std::span<const Kind> kinds() { return kKinds; }

const Kind* find_kind(std::string_view name) {
  const auto found = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return k.name == name; });
  return found == std::end(kKinds) ? nullptr : found;
}

std::string kind_names() {
  std::string text;
  for (const Kind& kind : kKinds) {
    if (&kind != std::begin(kKinds)) text += &kind == std::end(kKinds) - 1 ? " or " : ", ";
    text += '"' + std::string(kind.name) + '"';
  }
  return text;
}

std::unique_ptr<Provider> make_provider(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                        const ProviderOptions& options) {
  return find_kind(options.kind)->make(executor, deadlines, options);
}

}  // namespace alpharoute::provider
