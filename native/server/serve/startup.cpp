#include "server/serve/startup.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>

#include "server/config/read_config.h"

namespace alpharoute::server {
namespace {

namespace ssl = boost::asio::ssl;

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace

Result<Config> load_config(const ServeOptions& options) {
  Result<Config> config =
      options.config.empty() ? Result<Config>(default_config()) : read_config(options.config, environment);
  if (!config) return config;
  if (options.host) config->server.host = *options.host;
  if (options.port) config->server.port = *options.port;
  if (options.web) config->server.web = *options.web;
  if (config->server.web.empty()) config->server.web = options.builtin.web;
  if (options.allow_unauthenticated) config->server.allow_unauthenticated = true;
  return config;
}

Result<Tls> load_tls(const ServerOptions& options) {
  if (options.tls_certificate.empty()) return Tls();
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                       ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  boost::system::error_code error;
  context->use_certificate_chain_file(options.tls_certificate, error);
  if (error) return Error{ErrorCode::invalid_argument, options.tls_certificate + ": not a PEM certificate chain."};
  context->use_private_key_file(options.tls_key, ssl::context::pem, error);
  if (error) {
    return Error{ErrorCode::invalid_argument, options.tls_key + ": not the PEM private key of the certificate."};
  }
  return context;
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void block_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace alpharoute::server
