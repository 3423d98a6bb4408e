// What the gateway is told to do: one TOML file, every key with a default (docs/config.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"
#include "net/http_request.h"
#include "provider/provider.h"

namespace alpharoute::server {

using net::Milliseconds;

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
  unsigned threads = 1;       // that serve connections
  unsigned cpu_threads = 1;   // for work that would hold those up
  std::size_t max_connections = 12000;
  net::Limits limits;
  Milliseconds header_timeout{10000};  // from a request's first byte to its head's end
  Milliseconds body_timeout{30000};    // from there to its body's end
  Milliseconds idle_timeout{75000};    // between requests
  Milliseconds write_timeout{30000};   // until the peer takes what was sent
  Milliseconds shutdown_timeout{20000};
  std::string tls_certificate, tls_key;  // files, PEM
  std::string web;                       // folder of a page, served under "/"; empty: the program's own
  std::vector<std::string> origins;      // that may call from a page
  std::vector<std::string> hosts;        // names that this server goes by, besides those of loopback
  bool insecure = false;                 // listen beyond loopback without keys
};

// In place of a folder of a page: none is served.
inline constexpr std::string_view kNoWeb = "none";

enum class StreamRecovery { error, continue_, buffer };

struct RouterOptions {
  std::string artifact;  // file; empty: the sample that is built in
  std::string embedder;  // file; empty: the one that is built in
  std::optional<double> alpha;
  unsigned turns = 3;              // user turns that are embedded
  double sticky_margin = 0.0;      // by which another model must be better to take over a conversation; 0: off
  std::string embedding_provider;  // name of a provider whose /embeddings makes the vectors
  std::string embedding_model;
  Milliseconds embedding_timeout{10000};    // of all attempts to embed a prompt
  std::optional<double> embedding_price;    // USD per million tokens
  std::string embedder_id;                  // the artifact's name for that model; empty: the same
  std::size_t long_text_bytes = 64 * 1024;  // longer texts are embedded on the CPU threads
};

struct ResilienceOptions {
  unsigned retries = 2;             // of the same model, after the first attempt
  Milliseconds backoff{250};        // before the first retry; doubles, with jitter
  Milliseconds max_wait{2500};      // for a Retry-After while another model is left
  Milliseconds last_wait{20000};    // for one while none is
  unsigned max_attempts = 8;        // of one request, over all models
  unsigned circuit_failures = 5;    // in a row, that open an upstream's circuit
  Milliseconds circuit_open{5000};  // until it is probed; doubles with every probe that fails
  Milliseconds circuit_open_max{20000};
  StreamRecovery stream_recovery = StreamRecovery::error;
};

enum class Scope { open, route, chat, admin };

struct KeyOptions {
  std::string name;
  std::string sha256;         // of the key, hexadecimal
  std::vector<Scope> scopes;  // what it opens
};

// A section [[models]].
struct ModelOptions {
  std::string id, provider, upstream_name;
  provider::Prices prices;
  std::optional<std::uint32_t> context_length;
  std::optional<std::vector<std::string>> capabilities;
  bool can_prefill = false;
  std::optional<Milliseconds> first_token;
};

struct Config {
  std::string path;  // empty: the defaults
  ServerOptions server;
  RouterOptions router;
  ResilienceOptions resilience;
  std::vector<provider::ProviderOptions> providers;  // at least one
  std::vector<ModelOptions> models;                  // empty: all of the artifact's, from the first provider
  std::vector<KeyOptions> keys;
  std::string log_level = "info";
  bool is_published_openly = false;  // the artifact's routes need no key
};

// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

// Error::invalid_argument, "<path>, line 3: unknown key ...", for anything that is not understood. Reads the files of keys
// that it names, relative to its own folder.
Result<Config> read_config(const std::string& path, const Environment& environment);
Result<Config> parse_config(std::string_view toml, const std::string& path, const Environment& environment);

// The gateway without a file: the demo provider, on loopback.
Config default_config();

// Error::invalid_argument if it would serve strangers without keys.
Result<void> check_exposure(const Config& config);

bool is_loopback(std::string_view host);

}  // namespace alpharoute::server
