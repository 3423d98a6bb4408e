// The sections [[providers]] and [[models]].
#include "net/tls.h"
#include "provider/kinds.h"
#include "server/config/secrets.h"
#include "server/config/sections.h"
#include "server/config/toml_section.h"

namespace alpharoute::server {
namespace {

constexpr double kDay = 86400.0;

void read_headers(const toml::table& table, const ConfigFile& file, provider::ProviderOptions& out) {
  TomlSection section(table, "[providers.headers]", file.path);
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    std::string value;
    section.read(name.c_str(), value);
    check_header(section, name, value);
    out.headers.emplace_back(name, value);
  }
}

void read_price(TomlSection& section, const char* key, std::optional<double>& out) {
  double price = 0.0;
  if (section.read(key, price, 0.0, 1e6)) out = price;
}

}  // namespace

void read_provider(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[[providers]]", file.path);
  provider::ProviderOptions out;
  section.read("name", out.name);
  section.read("kind", out.kind);
  if (out.name.empty()) section.fail("name", "is missing");
  const provider::Kind* kind = provider::find_kind(out.kind);
  if (kind == nullptr) section.fail("kind", "must be " + provider::kind_names());
  std::string url(kind->default_url);
  section.read("base_url", url);
  if (kind->has_url) {
    Result<net::Url> parsed = net::parse_url(url);
    if (!parsed) section.fail("base_url", "is missing or invalid: " + parsed.error().message);
    out.upstream.url = *std::move(parsed);
  }
  std::string variable, key_file;
  section.read("key_env", variable);
  section.read("key_file", key_file);
  if (!variable.empty()) out.key = secret_from_environment(section, "key_env", variable, file.environment);
  if (!key_file.empty()) out.key = secret_from_file(section, "key_file", file.resolve(key_file));
  if (const toml::table* headers = section.table("headers")) read_headers(*headers, file, out);
  section.read("verify_tls", out.upstream.verify);
  std::string ca_file;
  section.read("ca_file", ca_file);
  if (out.upstream.url.is_tls) {
    out.upstream.tls = net::client_tls(file.resolve(ca_file));
    if (!out.upstream.tls) section.fail("ca_file", "is not a file of PEM certificates");
  }
  section.read("connect_timeout_s", out.upstream.connect_timeout, 0.05, 600.0);
  section.read("headers_timeout_s", out.limits.headers, 0.05, kDay);
  section.read("first_token_timeout_s", out.limits.first_token, 0.05, kDay);
  section.read("between_tokens_timeout_s", out.limits.between_tokens, 0.05, kDay);
  section.read("answer_timeout_s", out.limits.answer, 0.05, kDay);
  section.read("idle_timeout_s", out.upstream.idle_timeout, 0.0, kDay);
  section.read_integer("max_idle_connections", out.upstream.max_idle, 0, 100000);
  section.read("supports_stream_usage", out.supports_stream_usage);
  section.finish();
  config.providers.push_back(std::move(out));
}

void read_model(const toml::table& table, const ConfigFile& file, Config& config) {
  TomlSection section(table, "[[models]]", file.path);
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
  if (out.id.starts_with("alpharoute")) {
    section.fail("id", "must not begin with \"alpharoute\", which requests routing");
  }
  config.models.push_back(std::move(out));
}

}  // namespace alpharoute::server
