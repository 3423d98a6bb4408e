// Chat requests converted to Anthropic's Messages API.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "protocol/anthropic/request.h"
#include "protocol/chat.h"

using namespace alpharoute;

TEST_CASE("options without a counterpart in Anthropic's API are rejected by name") {
  const auto unsupported = [](const std::string& key) {
    return "This provider does not support \"" + key + "\". Remove it, or name a model of another provider.";
  };
  const std::string user = R"("messages":[{"role":"user","content":"hi"}],)";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {user + R"("n":2)", "This provider returns only one choice. Remove \"n\"."},
      {user + R"("response_format":{"type":"json_schema"})", unsupported("response_format")},
      {user + R"("logprobs":true)", unsupported("logprobs")},
      {user + R"("modalities":["text","audio"])", unsupported("modalities")},
      {user + R"("functions":[{"name":"f"}])", unsupported("functions")},
      {user + R"("tools":[{"type":"web_search"}])",
       "This provider supports only tools of type \"function\" with a name."},
      {user + R"("tools":[{"function":{"name":"f","parameters":[]}}])",
       "The \"parameters\" of a function must be an object."},
      {user + R"("tools":[{"function":{"name":"f"}}],"tool_choice":"f")",
       "\"tool_choice\" must be \"none\", \"auto\", \"required\" or a function with its name."},
      {R"("messages":[{"role":"user","content":[{"type":"input_audio"}]}])",
       "This provider does not support content of type \"input_audio\"."},
      {R"("messages":[{"role":"system","content":"S"}])",
       "This provider requires a user or assistant message with content."},
      {R"("messages":[{"role":"function","content":"r"}])",
       "This provider does not support messages with role \"function\"."},
      {R"("messages":[{"role":"assistant","function_call":{"name":"f","arguments":""}}])",
       "This provider does not support \"function_call\". Use \"tool_calls\"."}};
  for (const auto& [members, message] : cases) {
    INFO(members);
    std::string body = R"({"model":"m",)" + members + "}";
    const Result<std::string> translated = protocol::anthropic_body(read_chat(body), "c", "");
    REQUIRE_FALSE(translated.ok());
    REQUIRE(translated.error().message == message);
  }
}

TEST_CASE("a request with default options is converted") {
  std::string body =
      R"({"model":"m","n":null,"functions":[],"logprobs":false,"response_format":{"type":"text"},"stop":null,)"
      R"("messages":[{"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"hi"}]}],)"
      R"("tools":[{"type":"function","function":{"name":"f","description":null,"parameters":null}},)"
      R"({"type":"function","function":{"name":"g","parameters":{"properties":{}}}}],"tool_choice":null})";
  const auto out = nlohmann::json::parse(*protocol::anthropic_body(read_chat(body), "c", ""));
  REQUIRE(out == nlohmann::json::parse(R"({"model":"c","max_tokens":8192,"tool_choice":{"type":"auto"},)"
                                       R"("messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],)"
                                       R"("tools":[{"name":"f","input_schema":{"type":"object"}},)"
                                       R"({"name":"g","input_schema":{"type":"object","properties":{}}}]})"));
}

TEST_CASE("a prefill is sent without trailing whitespace") {
  std::string plain = R"({"model":"m","messages":[{"role":"user","content":"hi"}]})";
  const auto body = nlohmann::json::parse(*protocol::anthropic_body(read_chat(plain), "c", "So far \n"));
  REQUIRE(body["messages"][1]["content"][0]["text"] == "So far");
}
