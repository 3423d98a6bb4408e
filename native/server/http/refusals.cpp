#include "server/http/refusals.h"

namespace alpharoute::server {

asio::awaitable<void> refuse(Exchange& exchange, const Error& error) {
  const unsigned status = error.code == ErrorCode::io ? 502 : 400;
  return exchange.refuse(status, error.message, code_name(error.code));
}

}  // namespace alpharoute::server
