// The gateway's configuration as values. Every member has a default (docs/config.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "net/http_request.h"
#include "provider/provider.h"
#include "resilience/options.h"

namespace alpharoute::server {

using net::Milliseconds;
using ResilienceOptions = resilience::Options;
using resilience::StreamRecovery;

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  unsigned threads = 1;       // that serve connections
  unsigned cpu_threads = 1;   // for work that would block a connection thread
  std::size_t max_connections = 12000;
  net::Limits limits;
  Milliseconds header_timeout{10000};  // from the first byte of a request to the end of its head
  Milliseconds body_timeout{30000};    // from there to the end of its body
  Milliseconds idle_timeout{75000};    // between requests
  Milliseconds write_timeout{30000};   // until the client has received a write
  Milliseconds shutdown_timeout{20000};
  std::string tls_certificate, tls_key;      // PEM files
  std::string web;                           // folder served under "/"; empty: the program's own; or kNoWeb
  std::vector<std::string> allowed_origins;  // web origins whose pages may call the gateway
  std::vector<std::string> allowed_hosts;    // accepted Host names besides those of loopback
  bool allow_unauthenticated = false;        // serve other machines without keys
  bool public_router_files = false;          // the artifact's routes need no key
};

// The value of `web` that serves no folder.
inline constexpr std::string_view kNoWeb = "none";

struct RouterOptions {
  std::string artifact;  // file; empty: the built-in sample
  std::string embedder;  // file; empty: the built-in embedder
  std::optional<double> alpha;
  unsigned user_turns = 3;         // latest user turns that are embedded
  double sticky_margin = 0.0;      // score lead that moves a conversation to another model; 0: off
  std::string embedding_provider;  // provider whose /embeddings makes the vectors
  std::string embedding_model;
  Milliseconds embedding_timeout{10000};    // for a prompt's vector, retries included
  std::optional<double> embedding_price;    // USD per million tokens
  std::string embedder_id;                  // the artifact's name of that model; empty: the same name
  std::size_t long_text_bytes = 64 * 1024;  // longer texts are embedded on the CPU threads
};

enum class Scope { route, chat, admin };

struct KeyOptions {
  std::string name;
  std::string sha256;  // the hash of the key, 64 hexadecimal digits
  std::vector<Scope> scopes;
};

// A section [[models]].
struct ModelOptions {
  std::string id, provider, upstream_name;
  protocol::Prices prices;
  std::optional<std::uint32_t> context_length;
  std::optional<std::vector<std::string>> capabilities;
  bool can_prefill = false;
  std::optional<Milliseconds> first_token;
};

struct Config {
  std::string path;  // empty: no file
  ServerOptions server;
  RouterOptions router;
  ResilienceOptions resilience;
  std::vector<provider::ProviderOptions> providers;  // at least one
  std::vector<ModelOptions> models;                  // empty: all of the artifact's, from the first provider
  std::vector<KeyOptions> keys;
  std::string log_level = "info";
};

// The configuration without a file: the demo provider on loopback.
Config default_config();

// Error::invalid_argument for a non-loopback host without keys, unless `allow_unauthenticated` is set.
Result<void> check_exposure(const Config& config);

// True for "localhost" and loopback addresses.
bool is_loopback(std::string_view host);

}  // namespace alpharoute::server
