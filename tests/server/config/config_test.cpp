// The configuration file: valid input, and an error text for each kind of invalid input.
#include <catch2/catch.hpp>
#include <map>

#include "folder.h"
#include "server/config/read_config.h"
#include "server/config/renamed_keys.h"
#include "server/runtime/embedder_name.h"
#include "support.h"

using namespace alpharoute;
using namespace std::chrono_literals;
using server::Config;

namespace {

std::optional<std::string> environment(const std::string& name) {
  if (name == "EMPTY" || name == "MISSING") return std::nullopt;
  if (name == "BROKEN") return "a\r\nX: y";
  return "secret-of-" + name;
}

Result<Config> parse(const std::string& toml) { return server::parse_config(toml, "g.toml", environment); }

std::string error_of(const std::string& toml) {
  const Result<Config> config = parse(toml);
  REQUIRE_FALSE(config.ok());
  return config.error().message;
}

}  // namespace

TEST_CASE("a name that begins like a loopback address is not loopback") {
  for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"}) REQUIRE(server::is_loopback(host));
  for (const char* host : {"127.0.0.1.example.com", "127.example.com", "0.0.0.0", "localhost.example.com", ""}) {
    REQUIRE_FALSE(server::is_loopback(host));
  }
}

TEST_CASE("an empty file configures the demo provider on loopback") {
  const Config config = *parse("");
  REQUIRE(config.server.host == "127.0.0.1");
  REQUIRE(config.server.port == 8080);
  REQUIRE(config.providers.size() == 1);
  REQUIRE(config.providers[0].kind == "demo");
  REQUIRE(server::check_exposure(config).ok());
}

TEST_CASE("every example configuration is valid") {
  for (const char* name : {"paper", "local", "mixed", "demo-openrouter", "demo-openai"}) {
    const std::string path = std::string(ALPHAROUTE_SOURCE_DIR) + "/examples/" + name + ".toml";
    const Result<Config> config = server::read_config(path, environment);
    INFO(name << ": " << (config ? "" : config.error().message));
    REQUIRE(config.ok());
    REQUIRE(server::check_exposure(*config).ok());
  }
}

TEST_CASE("examples/paper.toml has the models and prices of the paper") {
  const Config config = *server::read_config(std::string(ALPHAROUTE_SOURCE_DIR) + "/examples/paper.toml", environment);
  std::map<std::string, std::pair<double, double>> prices;
  for (const auto& model : config.models) prices[model.id] = {*model.prices.input, *model.prices.output};
  REQUIRE(prices == std::map<std::string, std::pair<double, double>>{{"Gemini-2.5-flash", {0.30, 2.50}},
                                                                     {"Gemini-2.5-pro", {1.25, 10.0}},
                                                                     {"Claude-4.1-opus", {15.0, 75.0}},
                                                                     {"Claude-4-sonnet", {3.0, 15.0}},
                                                                     {"GPT-5-chat", {1.25, 10.0}},
                                                                     {"GPT-5-medium", {1.25, 10.0}},
                                                                     {"Qwen3-235B-A22B-2507", {0.13, 0.60}},
                                                                     {"Qwen3-235B-A22B-thinking-2507", {0.13, 0.60}}});
  REQUIRE(config.router.embedding_model == "qwen/qwen3-embedding-8b");
  REQUIRE(config.providers[0].key == "secret-of-OPENROUTER_API_KEY");
  REQUIRE(config.models[5].first_token == 180s);
}

TEST_CASE("an error names the line, the key and a fix") {
  REQUIRE(error_of("[server]\nprot = 1") == "g.toml, line 2: unknown key \"prot\" in [server]. Did you mean \"port\"?");
  REQUIRE(error_of("[sever]") == "g.toml, line 1: unknown key \"sever\" in the file. Did you mean \"server\"?");
  REQUIRE(error_of("[server]\nxyzzy = 1") ==
          "g.toml, line 2: unknown key \"xyzzy\" in [server]. docs/config.md lists all keys.");
  REQUIRE(error_of("[server]\nport = 70000") ==
          "g.toml, line 2: \"port\" in [server] must be an integer from 0 to 65535.");
  REQUIRE(error_of("[server]\nhost = 1") == "g.toml, line 2: \"host\" in [server] must be a string in quotes.");
  REQUIRE(error_of("[server]\nidle_timeout_s = \"5\"") ==
          "g.toml, line 2: \"idle_timeout_s\" in [server] must be a number from 0.1 to 86400.");
  REQUIRE(error_of("[router]\nalpha = 1.5") == "g.toml, line 2: \"alpha\" in [router] must be a number from 0 to 1.");
  REQUIRE(error_of("[router]\nembedder_id = \"a\"") ==
          "g.toml, line 2: \"embedder_id\" in [router] needs \"embedding_provider\". An embedder file contains its own "
          "id.");
  REQUIRE(error_of("[resilience]\nstream_recovery = \"maybe\"") ==
          "g.toml, line 2: \"stream_recovery\" in [resilience] must be \"error\", \"continue\" or \"buffer\".");
  REQUIRE(error_of("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\nkey_env = \"MISSING\"") ==
          "g.toml, line 4: \"key_env\" in [[providers]] names the environment variable MISSING, which is not set. "
          "Set it, or use \"key_file\".");
  REQUIRE(error_of("[[models]]\nid = \"a\"\nprovider = \"demp\"") ==
          "g.toml: unknown provider \"demp\". Did you mean \"demo\"?");
  REQUIRE(error_of("[[models]]\nid = \"a\"\n[[models]]\nid = \"a\"") ==
          "g.toml: the model \"a\" appears twice. Remove one.");
  REQUIRE(error_of("[[keys]]\nname = \"a\"\nsha256 = \"12\"") ==
          "g.toml, line 3: \"sha256\" in [[keys]] must be the 64 hexadecimal digits that `alpharoute key` prints.");
  REQUIRE(error_of("[server]\nallowed_origins = [\"*\"]") ==
          "g.toml, line 2: \"allowed_origins\" in [server] must be a list of origins, e.g. \"https://example.org\".");
  REQUIRE(error_of("a = ").starts_with("g.toml, line 1: invalid TOML: "));
}

TEST_CASE("an old configuration key gives an error with its new name") {
  for (const server::RenamedKey& key : server::kRenamedKeys) {
    const std::string section(key.section), old_name(key.old_name);
    std::string toml = section == "the file" ? "[" + old_name + "]" : section + "\n" + old_name + " = 1";
    if (section == "[[providers]]") toml += "\nname = \"a\"\nkind = \"demo\"";
    INFO(toml);
    REQUIRE(error_of(toml).ends_with("unknown key \"" + old_name + "\" in " + section + ". Its name is now \"" +
                                     std::string(key.new_name) + "\"."));
  }
  REQUIRE(error_of("[server]\norigins = []") ==
          "g.toml, line 2: unknown key \"origins\" in [server]. Its name is now \"allowed_origins\".");
}

TEST_CASE("a secret that is not a valid header value is rejected, and the error does not contain it") {
  const std::string broken = error_of("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\nkey_env = \"BROKEN\"");
  REQUIRE(broken ==
          "g.toml, line 4: \"key_env\" in [[providers]] gives a key that is empty or contains spaces or line breaks.");
  for (const char* header : {"\"X\\r\\nY\" = \"a\"", "X = \"a\\r\\nY: b\"", "Content-Length = \"5\"", "Host = \"a\""}) {
    const std::string toml =
        std::string("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\n[providers.headers]\n") + header;
    REQUIRE(error_of(toml).find("is not a header that can be set") != std::string::npos);
  }
}

TEST_CASE("a key file is relative to the configuration, and its line break is not part of the key") {
  const test::Folder folder;
  folder.write("key", "sk-file\n");
  const std::string path =
      folder.write("g.toml", "[[providers]]\nname = \"a\"\nbase_url = \"https://a/v1\"\nkey_file = \"key\"");
  REQUIRE(server::read_config(path, environment)->providers[0].key == "sk-file");
}

TEST_CASE("an embedding model whose name differs from the artifact's embedder is a warning") {
  server::RouterOptions router;
  router.embedding_provider = "a";
  router.embedding_model = "qwen/qwen3-embedding-8b";
  REQUIRE(server::embedder_mismatch_warning(router, {"Qwen3-Embedding-8B", 4096, ""}).empty());
  const EmbedderReference other{"bge-m3", 4096, ""};
  REQUIRE(server::check_embedder_name(router, other).ok());
  REQUIRE(
      server::embedder_mismatch_warning(router, other) ==
      "The artifact was fitted with the embedder bge-m3, but \"embedding_model\" is qwen/qwen3-embedding-8b. If they "
      "differ, decisions are meaningless. If they are the same model, set embedder_id = \"bge-m3\" in [router].");
  router.embedder_id = "bge-m3";
  REQUIRE(server::embedder_mismatch_warning(router, other).empty());
  REQUIRE(server::check_embedder_name(router, other).ok());
  // An embedder file contains its id: the router has compared it.
  REQUIRE(server::embedder_mismatch_warning(server::RouterOptions(), other).empty());
}

TEST_CASE("an embedder_id other than that of the artifact is an error") {
  server::RouterOptions router;
  router.embedding_provider = "a";
  router.embedding_model = "embed-large";
  router.embedder_id = "bge-m3";
  const Result<void> checked = server::check_embedder_name(router, {"bge-small", 384, ""});
  REQUIRE(checked.error().code == ErrorCode::wrong_embedder);
  REQUIRE(checked.error().message ==
          "the artifact was fitted with the embedder bge-small, but \"embedder_id\" is bge-m3. Use a model that is "
          "bge-small, or fit again with this one.");
}
