#include "provider/provider.h"

namespace alpharoute::provider {

std::unique_ptr<Provider> make_provider(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                        const ProviderOptions& options) {
  if (options.kind == "demo") return make_demo(executor);
  if (options.kind == "anthropic") return make_anthropic(executor, deadlines, options);
  return make_openai(executor, deadlines, options);
}

}  // namespace alpharoute::provider
