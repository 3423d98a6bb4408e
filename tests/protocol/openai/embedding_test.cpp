// What the gateway and `fit` share of an embedder that is a server.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "protocol/openai/embeddings.h"
#include "protocol/json/json_parser.h"
#include "server/runtime/recent_vectors.h"

using namespace alpharoute;
using embed::Vectors;

namespace {

Vectors read(std::string body, std::size_t count) {
  provider::pad(body);
  return embed::read_vectors(body, count);
}

}  // namespace

TEST_CASE("vectors are read in the order of their texts, at unit length") {
  const std::string body = R"({"data":[{"index":1,"embedding":[0,-2]},{"index":0,"embedding":[3,4.0]}]})";
  REQUIRE(read(body, 2) == Vectors{{0.6f, 0.8f}, {0.0f, -1.0f}});
  REQUIRE(read(R"({"data":[{"embedding":[2]},{"embedding":[-1]}]})", 2) == Vectors{{1.0f}, {-1.0f}});
}

TEST_CASE("an answer that is not one vector for each text is none") {
  for (const char* data :
       {R"([])", R"({})", R"([{"embedding":[1]}])", R"([{"embedding":[1]},{"embedding":[1]},{"embedding":[1]}])",
        R"([{"embedding":[1]},{"embedding":[1,2]}])", R"([{"embedding":[1]},{"embedding":[1,"2"]}])",
        R"([{"embedding":[1]},{"embedding":[0,0]}])", R"([{"embedding":[1]},{"embedding":[1e300]}])",
        R"([{"embedding":[1]},{"embedding":[]}])", R"([{"embedding":[1]},{"embedding":"AACAPw=="}])",
        R"([{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}])",
        R"([{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}])",
        R"([{"index":0,"embedding":[1]},{"index":-1,"embedding":[1]}])", R"([[1],[1]])"}) {
    INFO(data);
    REQUIRE(read(R"({"data":)" + std::string(data) + "}", 2).empty());
  }
  REQUIRE(read("", 1).empty());
  REQUIRE(read("[]", 1).empty());
  REQUIRE(read(R"({"data":)" + std::string(100000, '['), 1).empty());
}

TEST_CASE("a request for vectors holds what no JSON can in a form that one can") {
  const std::vector<std::string> texts = {"a\"b", "\xFF"};
  REQUIRE(nlohmann::json::parse(embed::embeddings_request("m", texts)) ==
          nlohmann::json{{"model", "m"}, {"input", {"a\"b", "\xEF\xBF\xBD"}}, {"encoding_format", "float"}});
}

TEST_CASE("of the vectors at hand those go first that were used longest ago") {
  constexpr std::size_t kRoom = 4096;  // for fewer than ten of 64 dimensions
  server::RecentVectors recent(kRoom);
  const std::vector<float> vector(64, 0.125f);
  const auto key = [](int i) { return server::RecentVectors::key("maker", std::to_string(i)); };
  recent.keep(key(0), vector);
  for (int i = 1; i < 10; ++i) {
    REQUIRE(recent.find(key(0)) == vector);
    recent.keep(key(i), vector);
  }
  REQUIRE(recent.find(key(9)) == vector);
  REQUIRE(recent.find(key(1)).empty());
}

TEST_CASE("a vector that is larger than the room for all is not kept") {
  server::RecentVectors recent(1024);
  recent.keep("a", std::vector<float>(1000, 1.0f));
  REQUIRE(recent.find("a").empty());
}

TEST_CASE("the same text has another vector by another maker") {
  REQUIRE(server::RecentVectors::key("a", "text") != server::RecentVectors::key("b", "text"));
}
