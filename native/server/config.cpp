#include "server/config.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "data/files.h"
#include "server/secrets.h"
#include "server/toml_section.h"

namespace alpharoute::server {
namespace {

constexpr double kDay = 86400.0;

class Reader {
 public:
  Reader(std::string path, const Environment& environment) : path_(std::move(path)), environment_(environment) {
    config_.path = path_;
  }

  Config read(const toml::table& root) {
    TomlSection top(root, "the file", path_);
    if (const auto* table = top.table("server")) read_server(*table);
    if (const auto* table = top.table("router")) read_router(*table);
    if (const auto* table = top.table("survival")) read_survival(*table);
    if (const auto* table = top.table("log")) read_log(*table);
    for (const toml::table* table : top.tables("providers")) read_provider(*table);
    for (const toml::table* table : top.tables("models")) read_model(*table);
    for (const toml::table* table : top.tables("keys")) read_key(*table);
    top.finish();
    if (config_.providers.empty()) config_.providers = default_config().providers;
    check_names();
    return config_;
  }

 private:
  void read_server(const toml::table& table) {
    TomlSection section(table, "[server]", path_);
    ServerOptions& out = config_.server;
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
    section.read("origins", out.origins);
    section.read("hosts", out.hosts);
    section.read("insecure", out.insecure);
    section.read("publish_openly", config_.is_published_openly);
    section.finish();
    for (std::string* file : {&out.tls_certificate, &out.tls_key, &out.web}) *file = beside(*file);
    if (out.tls_certificate.empty() != out.tls_key.empty()) {
      section.fail("tls_certificate", "and \"tls_key\" belong together: give both or neither");
    }
    for (const std::string& origin : out.origins) {
      if (origin == "*" || origin.find("://") == std::string::npos || origin.ends_with('/')) {
        section.fail("origins", "must list origins such as \"https://example.org\"");
      }
    }
  }

  void read_router(const toml::table& table) {
    TomlSection section(table, "[router]", path_);
    RouterOptions& out = config_.router;
    section.read("artifact", out.artifact);
    section.read("embedder", out.embedder);
    double alpha = 0.0;
    if (section.read("alpha", alpha, 0.0, 1.0)) out.alpha = alpha;
    section.read_integer("turns", out.turns, 1, 100);
    section.read("sticky_margin", out.sticky_margin, 0.0, 10.0);
    section.read("embedding_provider", out.embedding_provider);
    section.read("embedding_model", out.embedding_model);
    section.read_integer("long_text_bytes", out.long_text_bytes, 1024, 1 << 30);
    section.finish();
    if (out.embedding_provider.empty() != out.embedding_model.empty()) {
      section.fail("embedding_provider", "and \"embedding_model\" belong together: give both or neither");
    }
    out.artifact = beside(out.artifact);
    out.embedder = beside(out.embedder);
  }

  void read_survival(const toml::table& table) {
    TomlSection section(table, "[survival]", path_);
    SurvivalOptions& out = config_.survival;
    section.read_integer("retries", out.retries, 0, 10);
    section.read("backoff_s", out.backoff, 0.001, 60.0);
    section.read("max_wait_s", out.max_wait, 0.0, 600.0);
    section.read("last_wait_s", out.last_wait, 0.0, 600.0);
    section.read_integer("max_attempts", out.max_attempts, 1, 100);
    section.read_integer("circuit_failures", out.circuit_failures, 1, 1000);
    section.read("circuit_open_s", out.circuit_open, 0.01, 3600.0);
    section.read("circuit_open_max_s", out.circuit_open_max, 0.01, 3600.0);
    std::string recovery;
    if (section.read("stream_recovery", recovery)) {
      if (recovery == "error")
        out.stream_recovery = StreamRecovery::error;
      else if (recovery == "continue")
        out.stream_recovery = StreamRecovery::continue_;
      else if (recovery == "buffer")
        out.stream_recovery = StreamRecovery::buffer;
      else
        section.fail("stream_recovery", "must be \"error\", \"continue\" or \"buffer\"");
    }
    section.finish();
  }

  void read_log(const toml::table& table) {
    TomlSection section(table, "[log]", path_);
    section.read("level", config_.log_level);
    section.finish();
    constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error", "off"};
    if (std::find(std::begin(kLevels), std::end(kLevels), config_.log_level) == std::end(kLevels)) {
      section.fail("level", "must be \"debug\", \"info\", \"warning\", \"error\" or \"off\"");
    }
  }

  void read_provider(const toml::table& table) {
    TomlSection section(table, "[[providers]]", path_);
    provider::ProviderOptions out;
    section.read("name", out.name);
    section.read("kind", out.kind);
    if (out.name.empty()) section.fail("name", "is missing");
    if (out.kind != "openai" && out.kind != "anthropic" && out.kind != "demo") {
      section.fail("kind", "must be \"openai\", \"anthropic\" or \"demo\"");
    }
    std::string url = out.kind == "anthropic" ? "https://api.anthropic.com/v1" : "";
    section.read("base_url", url);
    if (out.kind != "demo") {
      Result<net::Url> parsed = net::parse_url(url);
      if (!parsed) section.fail("base_url", "is missing or wrong: " + parsed.error().message);
      out.upstream.url = *std::move(parsed);
    }
    read_provider_secrets(section, out);
    section.read("verify_tls", out.upstream.verify);
    section.read("ca_file", out.upstream.ca_file);
    out.upstream.ca_file = beside(out.upstream.ca_file);
    section.read("connect_timeout_s", out.upstream.connect_timeout, 0.05, 600.0);
    section.read("headers_timeout_s", out.limits.headers, 0.05, kDay);
    section.read("first_token_timeout_s", out.limits.first_token, 0.05, kDay);
    section.read("between_tokens_timeout_s", out.limits.between_tokens, 0.05, kDay);
    section.read("answer_timeout_s", out.limits.answer, 0.05, kDay);
    section.read("idle_timeout_s", out.upstream.idle_timeout, 0.0, kDay);
    section.read_integer("max_idle_connections", out.upstream.max_idle, 0, 100000);
    section.read("asks_stream_usage", out.asks_stream_usage);
    section.finish();
    config_.providers.push_back(std::move(out));
  }

  void read_provider_secrets(TomlSection& section, provider::ProviderOptions& out) {
    std::string variable, file;
    section.read("key_env", variable);
    section.read("key_file", file);
    if (!variable.empty()) out.key = secret_of_environment(section, "key_env", variable, environment_);
    if (!file.empty()) out.key = secret_of_file(section, "key_file", beside(file));
    if (const toml::table* headers = section.table("headers")) {
      TomlSection list(*headers, "[providers.headers]", path_);
      for (const auto& [key, node] : *headers) {
        const std::string name(key.str());
        std::string value;
        list.read(name.c_str(), value);
        check_header(list, name, value);
        out.headers.emplace_back(name, value);
      }
    }
  }

  void read_model(const toml::table& table) {
    TomlSection section(table, "[[models]]", path_);
    ModelOptions out;
    section.read("id", out.id);
    if (out.id.empty()) section.fail("id", "is missing");
    section.read("provider", out.provider);
    out.upstream_name = out.id;
    section.read("name", out.upstream_name);
    read_price(section, "input_price", out.prices.input);
    read_price(section, "output_price", out.prices.output);
    read_price(section, "cached_input_price", out.prices.cached_input);
    read_price(section, "cache_write_price", out.prices.cache_write);
    std::uint32_t context = 0;
    if (section.read_integer("context_length", context, 1, 1 << 30)) out.context_length = context;
    std::vector<std::string> capabilities;
    if (section.read("capabilities", capabilities)) out.capabilities = capabilities;
    section.read("can_prefill", out.can_prefill);
    Milliseconds first_token{0};
    if (section.read("first_token_timeout_s", first_token, 0.05, kDay)) out.first_token = first_token;
    section.finish();
    if (out.id.starts_with("alpharoute"))
      section.fail("id", "must not begin with \"alpharoute\", which asks for routing");
    config_.models.push_back(std::move(out));
  }

  static void read_price(TomlSection& section, const char* key, std::optional<double>& out) {
    double price = 0.0;
    if (section.read(key, price, 0.0, 1e6)) out = price;
  }

  void read_key(const toml::table& table) {
    TomlSection section(table, "[[keys]]", path_);
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
      if (scope == "route")
        out.scopes.push_back(Scope::route);
      else if (scope == "chat")
        out.scopes.push_back(Scope::chat);
      else if (scope == "admin")
        out.scopes.push_back(Scope::admin);
      else
        section.fail("scopes", "must be of \"route\", \"chat\" and \"admin\"");
    }
    config_.keys.push_back(std::move(out));
  }

  // Names that others refer to: each once, and each reference leads somewhere.
  void check_names() {
    std::set<std::string> providers, models;
    std::vector<std::string> names;
    for (const auto& entry : config_.providers) {
      names.push_back(entry.name);
      if (!providers.insert(entry.name).second) fail("the provider \"" + entry.name + "\" is given twice");
    }
    for (ModelOptions& model : config_.models) {
      if (!models.insert(model.id).second) fail("the model \"" + model.id + "\" is given twice");
      if (model.provider.empty()) model.provider = config_.providers.front().name;
      check_provider(model.provider, providers, names);
    }
    if (!config_.router.embedding_provider.empty()) {
      check_provider(config_.router.embedding_provider, providers, names);
    }
  }

  void check_provider(const std::string& name, const std::set<std::string>& known,
                      const std::vector<std::string>& names) const {
    if (known.contains(name)) return;
    const std::string meant = nearest_word(name, names);
    fail("there is no provider \"" + name + "\"" + (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw BadConfig{path_ + ": " + what + (what.ends_with('?') ? "" : ".")};
  }

  // A path in the file is relative to the file's folder.
  std::string beside(const std::string& file) const {
    if (file.empty() || file.front() == '/') return file;
    return (std::filesystem::path(path_).parent_path() / file).string();
  }

  std::string path_;
  const Environment& environment_;
  Config config_;
};

}  // namespace

Result<Config> read_config(const std::string& path, const Environment& environment) {
  const Result<std::string> text = data::read_file(path);
  if (!text) return text.error();
  return parse_config(*text, path, environment);
}

Result<Config> parse_config(std::string_view text, const std::string& path, const Environment& environment) {
  try {
    const toml::table root = toml::parse(text, path);
    return Reader(path, environment).read(root);
  } catch (const BadConfig& bad) {
    return Error{ErrorCode::bad_argument, bad.message};
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::bad_argument, path + ", line " + std::to_string(error.source().begin.line) +
                                              ": is not valid TOML: " + std::string(error.description()) + "."};
  }
}

Config default_config() {
  Config config;
  provider::ProviderOptions demo;
  demo.name = demo.kind = "demo";
  config.providers.push_back(demo);
  return config;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

Result<void> check_exposure(const Config& config) {
  const ServerOptions& server = config.server;
  if (is_loopback(server.host) || !config.keys.empty() || server.insecure) return {};
  return Error{ErrorCode::bad_argument,
               "without keys the gateway listens on loopback only, not on " + server.host +
                   ": anyone who reaches it could spend your money. Add [[keys]] (alpharoute key makes one), or pass "
                   "--insecure."};
}

}  // namespace alpharoute::server
