#include "net/tls.h"

namespace alpharoute::net {

std::shared_ptr<boost::asio::ssl::context> client_tls(const std::string& ca_file) {
  using Context = boost::asio::ssl::context;
  auto context = std::make_shared<Context>(Context::tls_client);
  context->set_options(Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 | Context::no_tlsv1_1);
  boost::system::error_code error;
  if (ca_file.empty()) {
    context->set_default_verify_paths(error);
  } else {
    context->load_verify_file(ca_file, error);
  }
  return error ? nullptr : context;
}

}  // namespace alpharoute::net
