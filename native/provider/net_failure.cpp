#include "provider/net_failure.h"

namespace alpharoute::provider {

using net::NetFailure;
using protocol::Failure;
using protocol::Outcome;

Failure failure_of(NetFailure failure, bool has_response) {
  const Failure closed{Outcome::unreachable, 0, "The provider closed the connection without a response."};
  switch (failure) {
    case NetFailure::none: return {};
    case NetFailure::resolve: return {Outcome::unreachable, 0, "The provider's host name could not be resolved."};
    case NetFailure::connect: return {Outcome::unreachable, 0, "The provider does not accept connections."};
    case NetFailure::tls: return {Outcome::unreachable, 0, "The provider's TLS certificate or handshake failed."};
    case NetFailure::closed: return closed;
    case NetFailure::truncated:
      if (!has_response) return closed;
      return {Outcome::truncated, 0, "The provider's response ended early."};
    case NetFailure::malformed: return {Outcome::malformed, 0, "The provider's response is not valid HTTP."};
    case NetFailure::timeout: return {Outcome::timed_out, 0, "The provider did not respond in time."};
    case NetFailure::cancelled: return protocol::cancelled_failure();
  }
  return {};
}

}  // namespace alpharoute::provider
