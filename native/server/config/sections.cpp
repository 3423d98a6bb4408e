#include "server/config/sections.h"

#include <algorithm>
#include <filesystem>

#include "server/config/toml_section.h"

namespace alpharoute::server {
namespace {

constexpr double kDay = 86400.0;

}  // namespace

std::string ConfigFile::resolve(const std::string& other) const {
  if (other.empty() || other.front() == '/') return other;
  return (std::filesystem::path(path).parent_path() / other).string();
}

void read_server(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[server]", file.path);
  ServerOptions& out = config.server;
  section.read("host", out.host);
  section.read_integer("port", out.port, 0, 65535);
  section.read_integer("threads", out.threads, 1, 256);
  section.read_integer("cpu_threads", out.cpu_threads, 1, 256);
  section.read_integer("max_connections", out.max_connections, 1, 1000000);
  section.read_integer("max_header_bytes", out.limits.header_bytes, 1024, 1 << 20);
  section.read_integer("max_body_bytes", out.limits.body_bytes, 1024, std::int64_t{1} << 30);
  section.read("header_timeout_s", out.header_timeout, 0.1, kDay);
  section.read("body_timeout_s", out.body_timeout, 0.1, kDay);
  section.read("idle_timeout_s", out.idle_timeout, 0.1, kDay);
  section.read("write_timeout_s", out.write_timeout, 0.1, kDay);
  section.read("shutdown_timeout_s", out.shutdown_timeout, 0.0, kDay);
  section.read("tls_certificate", out.tls_certificate);
  section.read("tls_key", out.tls_key);
  section.read("web", out.web);
  section.read("allowed_origins", out.allowed_origins);
  section.read("allowed_hosts", out.allowed_hosts);
  section.read("allow_unauthenticated", out.allow_unauthenticated);
  section.read("public_router_files", out.public_router_files);
  section.finish();
  for (std::string* path : {&out.tls_certificate, &out.tls_key}) *path = file.resolve(*path);
  if (out.web != kNoWeb) out.web = file.resolve(out.web);
  if (out.tls_certificate.empty() != out.tls_key.empty()) {
    section.fail("tls_certificate", "and \"tls_key\" belong together. Set both or neither");
  }
  for (const std::string& origin : out.allowed_origins) {
    if (origin == "*" || origin.find("://") == std::string::npos || origin.ends_with('/')) {
      section.fail("allowed_origins", "must be a list of origins, e.g. \"https://example.org\"");
    }
  }
}

void read_router(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[router]", file.path);
  RouterOptions& out = config.router;
  section.read("artifact", out.artifact);
  section.read("embedder", out.embedder);
  double alpha = 0.0;
  if (section.read("alpha", alpha, 0.0, 1.0)) out.alpha = alpha;
  section.read_integer("user_turns", out.user_turns, 1, 100);
  section.read("sticky_margin", out.sticky_margin, 0.0, 10.0);
  section.read("embedding_provider", out.embedding_provider);
  section.read("embedding_model", out.embedding_model);
  section.read("embedding_timeout_s", out.embedding_timeout, 0.1, 600.0);
  double price = 0.0;
  if (section.read("embedding_price", price, 0.0, 1e6)) out.embedding_price = price;
  section.read("embedder_id", out.embedder_id);
  section.read_integer("long_text_bytes", out.long_text_bytes, 1024, 1 << 30);
  section.finish();
  if (out.embedding_provider.empty() != out.embedding_model.empty()) {
    section.fail("embedding_provider", "and \"embedding_model\" belong together. Set both or neither");
  }
  if (!out.embedder_id.empty() && out.embedding_provider.empty()) {
    section.fail("embedder_id", "needs \"embedding_provider\". An embedder file contains its own id");
  }
  out.artifact = file.resolve(out.artifact);
  out.embedder = file.resolve(out.embedder);
}

void read_resilience(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[resilience]", file.path);
  ResilienceOptions& out = config.resilience;
  section.read_integer("retries", out.retries, 0, 10);
  section.read("backoff_s", out.backoff, 0.001, 60.0);
  section.read("max_retry_wait_s", out.max_retry_wait, 0.0, 600.0);
  section.read("max_last_retry_wait_s", out.max_last_retry_wait, 0.0, 600.0);
  section.read_integer("max_attempts", out.max_attempts, 1, 100);
  section.read_integer("circuit_failures", out.circuit_failures, 1, 1000);
  section.read("circuit_open_s", out.circuit_open, 0.01, 3600.0);
  section.read("circuit_open_max_s", out.circuit_open_max, 0.01, 3600.0);
  std::string recovery;
  if (section.read("stream_recovery", recovery)) {
    if (recovery == "error") {
      out.stream_recovery = StreamRecovery::error;
    } else if (recovery == "continue") {
      out.stream_recovery = StreamRecovery::continue_;
    } else if (recovery == "buffer") {
      out.stream_recovery = StreamRecovery::buffer;
    } else {
      section.fail("stream_recovery", "must be \"error\", \"continue\" or \"buffer\"");
    }
  }
  section.finish();
}

void read_log(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[log]", file.path);
  section.read("level", config.log_level);
  section.finish();
  constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error", "off"};
  if (std::find(std::begin(kLevels), std::end(kLevels), config.log_level) == std::end(kLevels)) {
    section.fail("level", "must be \"debug\", \"info\", \"warning\", \"error\" or \"off\"");
  }
}

void read_key(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[[keys]]", file.path);
  KeyOptions out;
  section.read("name", out.name);
  section.read("sha256", out.sha256);
  std::vector<std::string> scopes = {"route", "chat"};
  section.read("scopes", scopes);
  section.finish();
  const bool is_hex = out.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (out.name.empty()) section.fail("name", "is missing");
  if (out.sha256.size() != 64 || !is_hex) {
    section.fail("sha256", "must be the 64 hexadecimal digits that `alpharoute key` prints");
  }
  for (const std::string& scope : scopes) {
    if (scope == "route") {
      out.scopes.push_back(Scope::route);
    } else if (scope == "chat") {
      out.scopes.push_back(Scope::chat);
    } else if (scope == "admin") {
      out.scopes.push_back(Scope::admin);
    } else {
      section.fail("scopes", "must contain only \"route\", \"chat\" and \"admin\"");
    }
  }
  config.keys.push_back(std::move(out));
}

}  // namespace alpharoute::server
