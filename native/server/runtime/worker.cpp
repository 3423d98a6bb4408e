#include "server/runtime/worker.h"

#include <ctime>

#include "provider/kinds.h"

namespace alpharoute::server {

void Worker::use(std::shared_ptr<const State> state) {
  auto next = std::make_shared<WorkerState>();
  next->state = std::move(state);
  for (const provider::ProviderOptions& options : next->state->config.providers) {
    next->providers.push_back(provider::make_provider(loop.get_executor(), deadlines, options));
  }
  worker_state = std::move(next);
}

std::string_view Worker::date_field() {
  const std::time_t now = std::time(nullptr);
  if (now != date_second_) {
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[64];
    const std::size_t size = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
    date_.assign(text, size);
    date_second_ = now;
  }
  return date_;
}

}  // namespace alpharoute::server
