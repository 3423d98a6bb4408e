#include "provider/provider.h"

namespace alpharoute::provider {

std::unique_ptr<Provider> make_provider(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                        const ProviderOptions& options) {
  if (options.kind == "demo") return make_demo(executor);
  return make_openai(executor, deadlines, options);
}

}  // namespace alpharoute::provider
