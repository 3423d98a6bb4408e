// What the gateway and `fit` share of an embedder that is a server.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "embed/embeddings_wire.h"
#include "provider/json_parser.h"

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
