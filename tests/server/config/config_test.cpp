// The configuration: what is understood, and what is said of the rest.
#include <catch2/catch.hpp>
#include <map>

#include "folder.h"
#include "server/config/config.h"
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

TEST_CASE("loopback is an address of it or its own name, not a name that begins like one") {
  for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"}) REQUIRE(server::is_loopback(host));
  for (const char* host : {"127.0.0.1.example.com", "127.example.com", "0.0.0.0", "localhost.example.com", ""}) {
    REQUIRE_FALSE(server::is_loopback(host));
  }
}

TEST_CASE("an empty file is the demo on loopback") {
  const Config config = *parse("");
  REQUIRE(config.server.host == "127.0.0.1");
  REQUIRE(config.server.port == 8080);
  REQUIRE(config.providers.size() == 1);
  REQUIRE(config.providers[0].kind == "demo");
  REQUIRE(server::check_exposure(config).ok());
}

TEST_CASE("every example is understood") {
  for (const char* name : {"paper", "local", "mixed", "demo-openrouter", "demo-openai"}) {
    const std::string path = std::string(ALPHAROUTE_SOURCE_DIR) + "/examples/" + name + ".toml";
    const Result<Config> config = server::read_config(path, environment);
    INFO(name << ": " << (config ? "" : config.error().message));
    REQUIRE(config.ok());
    REQUIRE(server::check_exposure(*config).ok());
  }
}

TEST_CASE("the paper's example has the paper's models and prices") {
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

TEST_CASE("what is wrong is said with its line and a cure") {
  REQUIRE(error_of("[server]\nprot = 1") == "g.toml, line 2: unknown key \"prot\" in [server]. Did you mean \"port\"?");
  REQUIRE(error_of("[sever]") == "g.toml, line 1: unknown key \"sever\" in the file. Did you mean \"server\"?");
  REQUIRE(error_of("[server]\nxyzzy = 1") ==
          "g.toml, line 2: unknown key \"xyzzy\" in [server]. docs/config.md lists them all.");
  REQUIRE(error_of("[server]\nport = 70000") ==
          "g.toml, line 2: \"port\" in [server] must be a whole number from 0 to 65535.");
  REQUIRE(error_of("[server]\nhost = 1") == "g.toml, line 2: \"host\" in [server] must be a text in quotes.");
  REQUIRE(error_of("[server]\nidle_timeout_s = \"5\"") ==
          "g.toml, line 2: \"idle_timeout_s\" in [server] must be a number from 0.1 to 86400.");
  REQUIRE(error_of("[router]\nalpha = 1.5") == "g.toml, line 2: \"alpha\" in [router] must be a number from 0 to 1.");
  REQUIRE(
      error_of("[router]\nembedder_id = \"a\"") ==
      "g.toml, line 2: \"embedder_id\" in [router] belongs to \"embedding_provider\": an embedder's file has its name "
      "in it.");
  REQUIRE(error_of("[resilience]\nstream_recovery = \"maybe\"") ==
          "g.toml, line 2: \"stream_recovery\" in [resilience] must be \"error\", \"continue\" or \"buffer\".");
  REQUIRE(error_of("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\nkey_env = \"MISSING\"") ==
          "g.toml, line 4: \"key_env\" in [[providers]] names the environment variable MISSING, which is not set.");
  REQUIRE(error_of("[[models]]\nid = \"a\"\nprovider = \"demp\"") ==
          "g.toml: there is no provider \"demp\"; did you mean \"demo\"?");
  REQUIRE(error_of("[[models]]\nid = \"a\"\n[[models]]\nid = \"a\"") == "g.toml: the model \"a\" is given twice.");
  REQUIRE(error_of("[[keys]]\nname = \"a\"\nsha256 = \"12\"") ==
          "g.toml, line 3: \"sha256\" in [[keys]] must be the 64 hexadecimal digits that `alpharoute key` prints.");
  REQUIRE(error_of("[server]\norigins = [\"*\"]") ==
          "g.toml, line 2: \"origins\" in [server] must list origins such as \"https://example.org\".");
  REQUIRE(error_of("a = ").starts_with("g.toml, line 1: is not valid TOML: "));
}

TEST_CASE("a secret that could not be a header is refused, and no error tells a secret") {
  const std::string broken = error_of("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\nkey_env = \"BROKEN\"");
  REQUIRE(
      broken ==
      "g.toml, line 4: \"key_env\" in [[providers]] leads to a key that is empty or has spaces or line breaks in it.");
  for (const char* header : {"\"X\\r\\nY\" = \"a\"", "X = \"a\\r\\nY: b\"", "Content-Length = \"5\"", "Host = \"a\""}) {
    const std::string toml =
        std::string("[[providers]]\nname = \"a\"\nbase_url = \"http://a\"\n[providers.headers]\n") + header;
    REQUIRE(error_of(toml).find("is no header that can be set") != std::string::npos);
  }
}

TEST_CASE("a key file beside the configuration is read, without its line end") {
  const test::Folder folder;
  folder.write("key", "sk-file\n");
  const std::string path =
      folder.write("g.toml", "[[providers]]\nname = \"a\"\nbase_url = \"https://a/v1\"\nkey_file = \"key\"");
  REQUIRE(server::read_config(path, environment)->providers[0].key == "sk-file");
}

TEST_CASE("an embeddings model of another name than the artifact's embedder is doubted, not refused") {
  server::RouterOptions router;
  router.embedding_provider = "a";
  router.embedding_model = "qwen/qwen3-embedding-8b";
  REQUIRE(server::embedder_mismatch_warning(router, {"Qwen3-Embedding-8B", 4096, ""}).empty());
  const EmbedderReference other{"bge-m3", 4096, ""};
  REQUIRE(server::check_embedder_name(router, other).ok());
  REQUIRE(server::embedder_mismatch_warning(router, other) ==
          "The artifact was fitted with the embedder bge-m3, and vectors come from the model qwen/qwen3-embedding-8b: "
          "another model's would be routed at random. If they are the same, say embedder_id = \"bge-m3\" in [router].");
  router.embedder_id = "bge-m3";
  REQUIRE(server::embedder_mismatch_warning(router, other).empty());
  REQUIRE(server::check_embedder_name(router, other).ok());
  // Nobody embeds by a server: the file's name and hash were compared.
  REQUIRE(server::embedder_mismatch_warning(server::RouterOptions(), other).empty());
}

TEST_CASE("an artifact of another embedder than the configuration says is refused") {
  server::RouterOptions router;
  router.embedding_provider = "a";
  router.embedding_model = "embed-large";
  router.embedder_id = "bge-m3";
  const Result<void> checked = server::check_embedder_name(router, {"bge-small", 384, ""});
  REQUIRE(checked.error().code == ErrorCode::wrong_embedder);
  REQUIRE(checked.error().message ==
          "the artifact was fitted with the embedder bge-small, but \"embedder_id\" says that \"embedding_model\" is "
          "bge-m3. Name the model that is bge-small, or fit again with this one.");
}
