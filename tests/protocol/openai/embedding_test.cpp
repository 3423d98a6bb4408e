// Requests to /embeddings, and the vectors of the responses.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "protocol/json/json_parser.h"
#include "protocol/openai/embedding_request.h"
#include "protocol/openai/embeddings.h"

using namespace alpharoute;
using protocol::Vectors;

namespace {

Vectors read(std::string body, std::size_t count) {
  protocol::pad(body);
  return protocol::read_vectors(body, count);
}

}  // namespace

TEST_CASE("vectors are read in the order of their texts, at unit length") {
  const std::string body = R"({"data":[{"index":1,"embedding":[0,-2]},{"index":0,"embedding":[3,4.0]}]})";
  REQUIRE(read(body, 2) == Vectors{{0.6f, 0.8f}, {0.0f, -1.0f}});
  REQUIRE(read(R"({"data":[{"embedding":[2]},{"embedding":[-1]}]})", 2) == Vectors{{1.0f}, {-1.0f}});
}

TEST_CASE("a response without exactly one vector per text is rejected") {
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

TEST_CASE("bytes that are not UTF-8 are replaced in a request") {
  const std::vector<std::string> texts = {"a\"b", "\xFF"};
  REQUIRE(nlohmann::json::parse(protocol::embeddings_request("m", texts)) ==
          nlohmann::json{{"model", "m"}, {"input", {"a\"b", "\xEF\xBF\xBD"}}, {"encoding_format", "float"}});
}

TEST_CASE("a vector in base64 has the bytes of its floats") {
  protocol::EmbeddingRequest request;
  request.is_base64 = true;
  const nlohmann::json body =
      nlohmann::json::parse(protocol::embeddings_body(request, {{1.0f}, {0.5f, -2.0f}, {0.0f, 0.0f, 1.0f}}, "m", 3));
  REQUIRE(body["data"][0]["embedding"] == "AACAPw==");
  REQUIRE(body["data"][1]["embedding"] == "AAAAPwAAAMA=");
  REQUIRE(body["data"][2]["embedding"] == "AAAAAAAAAAAAAIA/");
}
