// The pieces that the gateway is made of, each alone.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/json_members.h"
#include "net/http_request.h"
#include "net/http_response.h"
#include "net/sse.h"
#include "net/url.h"
#include "protocol/anthropic/request.h"
#include "protocol/openai/chat_request.h"
#include "resilience/circuit.h"
#include "protocol/values/outcome.h"
#include "protocol/values/usage.h"
#include "resilience/candidate_list.h"
#include "server/runtime/stickiness.h"

using namespace alpharoute;
using namespace std::chrono_literals;
using Events = std::vector<std::pair<std::string, std::string>>;
using provider::Outcome;

namespace {

Events events_of(std::string_view text, std::size_t step) {
  net::SseParser parser;
  Events events;
  for (std::size_t at = 0; at < text.size(); at += step) {
    parser.feed(text.substr(at, step));
    while (parser.next()) events.emplace_back(parser.event(), parser.data());
  }
  return events;
}

provider::ChatRequest chat(std::string& body, unsigned turns = 3) {
  body.reserve(body.size() + net::HttpRequest::kPadding);
  Result<provider::ChatRequest> request = provider::read_chat_request(body, turns);
  REQUIRE(request.ok());
  return *request;
}

}  // namespace

TEST_CASE("events are the same however their bytes are cut") {
  const std::string text =
      "\xEF\xBB\xBF: hello\r\ndata: one\r\n\r\nevent: x\ndata:two\ndata: three\n\n\rdata\r\rid: 7\nretry: 5\n\ndata: "
      "last";
  const Events expected = {{"", "one"}, {"x", "two\nthree"}, {"", ""}};
  for (std::size_t step = 1; step <= text.size(); ++step) {
    INFO(step);
    REQUIRE(events_of(text, step) == expected);
  }
}

TEST_CASE("a member is found behind strings that end in backslashes and quotes") {
  const std::string text = R"({"a\\":"\\","\"b":"x\\\"","c":"\\\\","model":"m","model":"n"})";
  const auto model = base::find_member(text, "model");
  REQUIRE(model.has_value());
  REQUIRE(text.substr(model->value, model->end - model->value) == "\"m\"");
  REQUIRE(base::json_members(text).size() == 5);
  REQUIRE_FALSE(base::find_member(text, "n").has_value());
  REQUIRE_FALSE(base::find_member("{}", "model").has_value());
}

TEST_CASE("members are found, replaced and removed without touching the rest") {
  const std::string text = R"( {"a" : "x,}\"" , "b":[1,{"c":2}], "d": -1.50 , "e":null} )";
  const auto members = base::json_members(text);
  std::vector<std::string> values;
  for (const auto& member : members) values.push_back(text.substr(member.value, member.end - member.value));
  REQUIRE(values == std::vector<std::string>{R"("x,}\"")", R"([1,{"c":2}])", "-1.50", "null"});
  REQUIRE(base::find_member(members, "c") == nullptr);
  for (const auto& member : members) {
    nlohmann::json expected = nlohmann::json::parse(text);
    expected.erase(std::string(member.key));
    REQUIRE(nlohmann::json::parse(base::with_edits(text, {base::removal(text, member)})) == expected);
  }
  REQUIRE(base::with_edits("0123456789", {{7, 8, "seven"}, {2, 4, ""}}) == "01456seven89");
}

TEST_CASE("a body goes to a provider with its name of the model and without our member") {
  std::string body =
      R"({"model":"alpharoute:0.5","messages":[{"role":"user","content":"hi"}],"x":[1, 2.50],"alpharoute":{"alpha":1}})";
  REQUIRE(provider::upstream_body(chat(body), "\"up\"", false) ==
          R"({"model":"up","messages":[{"role":"user","content":"hi"}],"x":[1, 2.50]})");
  REQUIRE(
      provider::upstream_body(chat(body), "\"up\"", true) ==
      R"({"model":"up","stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}],"x":[1, 2.50]})");
  std::string with_options =
      R"({"model":"m","stream_options":{"include_usage":false,"other":1},"messages":[{"role":"user","content":"hi"}]})";
  REQUIRE(
      provider::upstream_body(chat(with_options), "\"up\"", true) ==
      R"({"model":"up","stream_options":{"include_usage":true,"other":1},"messages":[{"role":"user","content":"hi"}]})");
}

TEST_CASE("a provider that does not know stream options gets none") {
  std::string body = R"({"stream":true,"model":"m","messages":[{"role":"user","content":"hi"}],"alpharoute":{},)"
                     R"("stream_options":{"include_usage":true}})";
  const auto request = chat(body);
  REQUIRE(request.include_usage);
  REQUIRE(provider::upstream_body(request, "\"up\"", false) ==
          R"({"stream":true,"model":"up","messages":[{"role":"user","content":"hi"}]})");
  std::string answer = R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stream_options":null})";
  REQUIRE(provider::upstream_body(chat(answer), "\"up\"", false) ==
          R"({"model":"up","messages":[{"role":"user","content":"hi"}],"stream_options":null})");
}

TEST_CASE("the query is the last user turns, and the opening the first") {
  std::string body = R"({"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"one"},)"
                     R"({"role":"assistant","content":"A"},{"role":"user","content":[{"type":"text","text":"two"},)"
                     R"({"type":"image_url","image_url":{"url":"u"}}]},{"role":"user","content":"three"}]})";
  const auto request = chat(body, 2);
  REQUIRE(request.query == "two\nthree");
  REQUIRE(request.opening == "one");
  REQUIRE(request.needs() == std::vector<std::string>{"images"});
  REQUIRE(chat(body, 9).query == "one\ntwo\nthree");
}

TEST_CASE("addresses of upstreams are read, and what is none is refused") {
  const net::Url url = *net::parse_url("https://[::1]:8443/api/v1/");
  REQUIRE((url.is_tls && url.host == "::1" && url.port == "8443" && url.path == "/api/v1"));
  REQUIRE(url.authority() == "[::1]:8443");
  REQUIRE(net::parse_url("http://ollama:11434")->authority() == "ollama:11434");
  REQUIRE(net::parse_url("https://api.openai.com/v1")->authority() == "api.openai.com");
  for (const char* text : {"", "ftp://a", "http://", "http://a b", "http://user@host", "http://a?x", "http://a:x",
                           "http://a:99999", "http://a\r\nX: y", "http://[::1", "api.openai.com"}) {
    INFO(text);
    REQUIRE_FALSE(net::parse_url(text).ok());
  }
  REQUIRE(net::parse_url("x").error().message ==
          "\"x\" is no address of an upstream. Write it as http://host:port/path or https://host/path, without user, "
          "query or fragment.");
}

TEST_CASE("what a provider says decides what is done next") {
  const auto outcome = [](unsigned status, std::string_view body) {
    return provider::failure_of(status, body, "").outcome;
  };
  REQUIRE(outcome(429, "{}") == Outcome::rate_limited);
  REQUIRE(outcome(429, R"({"error":{"code":"insufficient_quota"}})") == Outcome::quota);
  REQUIRE(outcome(402, "") == Outcome::quota);
  REQUIRE(outcome(500, "<html>") == Outcome::unavailable);
  REQUIRE(outcome(529, R"({"type":"error","error":{"type":"overloaded_error"}})") == Outcome::unavailable);
  REQUIRE(outcome(400, R"({"error":{"code":"context_length_exceeded"}})") == Outcome::context_length);
  REQUIRE(outcome(400, R"({"error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens"}})") ==
          Outcome::context_length);
  REQUIRE(outcome(400, R"({"error":{"code":"content_filter"}})") == Outcome::content_filter);
  REQUIRE(outcome(400, R"([{"error":{"code":400,"message":"bad"}}])") == Outcome::invalid_request);
  REQUIRE(outcome(401, "{}") == Outcome::misconfigured);
  REQUIRE(outcome(200, R"({"error":{"code":502,"message":"x"}})") == Outcome::unavailable);
}

TEST_CASE("a provider's words about our key stay here") {
  const auto failure = provider::failure_of(401, R"({"error":{"message":"Incorrect API key: sk-secret"}})", "");
  REQUIRE(
      failure.message ==
      "The provider refused the gateway's request with status 401. Check the provider's key and the model's name in "
      "the configuration.");
  REQUIRE(failure.body.empty());
}

TEST_CASE("Retry-After is seconds or a date") {
  REQUIRE(provider::parse_retry_after("2") == 2000ms);
  REQUIRE(provider::parse_retry_after("0.5") == 500ms);
  REQUIRE(provider::parse_retry_after("1e99") == 86400000ms);
  REQUIRE(provider::parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0ms);
  for (const char* text : {"", "soon", "-1", "nan", "2 s"}) REQUIRE_FALSE(provider::parse_retry_after(text));
}

TEST_CASE("others pass once a probe has begun to be answered, and until it fails") {
  using State = provider::Circuit::State;
  provider::Circuit circuit({3, 1000ms, 3000ms});
  net::Clock::time_point now{};
  for (int i = 0; i < 3; ++i) circuit.failed(now);
  now += 1000ms;
  REQUIRE(circuit.admit(now));
  REQUIRE_FALSE(circuit.admit(now));
  circuit.answers();
  REQUIRE(circuit.admit(now));
  circuit.failed(now);
  REQUIRE(circuit.state() == State::open);
}

TEST_CASE("a circuit opens after failures in a row and closes with one probe that succeeds") {
  provider::Circuit circuit({3, 1000ms, 3000ms});
  net::Clock::time_point now{};
  const auto fail = [&] {
    REQUIRE(circuit.admit(now));
    circuit.failed(now);
  };
  fail();
  fail();
  REQUIRE(circuit.admit(now));
  circuit.succeeded();
  for (int i = 0; i < 3; ++i) fail();
  REQUIRE(circuit.state() == provider::Circuit::State::open);
  REQUIRE_FALSE(circuit.admit(now + 999ms));
  now += 1000ms;
  REQUIRE(circuit.admit(now));
  REQUIRE_FALSE(circuit.admit(now));  // one probe at a time
  circuit.failed(now);
  REQUIRE_FALSE(circuit.admit(now + 1999ms));  // twice as long
  now += 2000ms;
  REQUIRE(circuit.admit(now));
  circuit.forget();  // the probe said nothing: another may go
  REQUIRE(circuit.admit(now));
  circuit.succeeded();
  REQUIRE(circuit.state() == provider::Circuit::State::closed);
}

TEST_CASE("cached tokens have their own price, and an unknown price makes the cost unknown") {
  const provider::Usage usage{1000, 400, 100, 50, false};
  REQUIRE(*cost_of(usage, {2.0, 10.0, 0.5, 2.5}) == Approx((500 * 2.0 + 400 * 0.5 + 100 * 2.5 + 50 * 10.0) / 1e6));
  REQUIRE(*cost_of(usage, {2.0, 10.0, {}, {}}) == Approx((1000 * 2.0 + 50 * 10.0) / 1e6));
  REQUIRE_FALSE(cost_of(usage, {{}, 10.0, {}, {}}));
}

TEST_CASE("after a conversation too long, only larger contexts are left, the known ones first") {
  provider::Model small, same, large, unknown;
  small.context_length = same.context_length = 8000;
  large.context_length = 32000;
  server::CandidateList list({&small, &same, &unknown, &large});
  list.drop_after(small, Outcome::context_length);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&large, &unknown});
  list.drop_after(large, Outcome::unavailable);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&unknown});
}

TEST_CASE("after a request that one provider can't be asked, only the models of others are left") {
  provider::Model first, same, other;
  other.provider = 1;
  server::CandidateList list({&first, &same, &other});
  list.drop_after(first, Outcome::unsupported);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&other});
}

TEST_CASE("the oldest conversation is forgotten, not the one that is used") {
  server::Stickiness stickiness;
  stickiness.remember(0, "first");
  for (std::uint64_t i = 1; i < server::Stickiness::kConversations; ++i) stickiness.remember(i, "x");
  REQUIRE(stickiness.model_of(0) == "first");
  stickiness.remember(1u << 30, "new");
  REQUIRE(stickiness.model_of(0) == "first");
  REQUIRE_FALSE(stickiness.model_of(1));
}

TEST_CASE("a response is the same however its bytes are cut") {
  const std::string text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: a/b\r\nRetry-After: 3\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    net::ResponseParser parser;
    std::string body, unread;
    for (std::size_t at = 0; at < text.size(); at += step) {
      unread += text.substr(at, step);
      std::string_view bytes = unread;
      REQUIRE(parser.parse(bytes, body));
      unread = std::string(bytes);
    }
    INFO(step);
    REQUIRE(parser.is_done());
    REQUIRE(parser.head().status == 200);
    REQUIRE(parser.head().content_type == "a/b");
    REQUIRE(parser.head().retry_after == "3");
    REQUIRE(body == "abcdefgh");
  }
}

TEST_CASE("a response that ends before it should is no whole one") {
  net::ResponseParser parser;
  std::string body;
  std::string_view bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc";
  REQUIRE(parser.parse(bytes, body));
  REQUIRE_FALSE(parser.finish());
  net::ResponseParser until_end;
  bytes = "HTTP/1.1 200 OK\r\n\r\nabc";
  REQUIRE(until_end.parse(bytes, body));
  REQUIRE(until_end.finish());
}

TEST_CASE("a request is the same however its bytes are cut") {
  const std::string text =
      "POST /v1/x?a=b HTTP/1.1\r\nHost: h\r\nX-One:  two \r\nTransfer-Encoding: chunked\r\n\r\n"
      "4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    net::HttpRequest request;
    net::RequestParser parser(request, {});
    std::string unread;
    net::Parsed parsed = net::Parsed::needs_more;
    for (std::size_t at = 0; at < text.size(); at += step) {
      unread += text.substr(at, step);
      std::string_view bytes = unread;
      do parsed = parser.parse(bytes);
      while (parsed == net::Parsed::head && !bytes.empty());
      unread = std::string(bytes);
    }
    INFO(step);
    REQUIRE(parsed == net::Parsed::complete);
    REQUIRE(request.path() == "/v1/x");
    REQUIRE(request.header("x-one") == "two");
    REQUIRE(request.body == "abcdef");
  }
}

TEST_CASE("what Anthropic has no counterpart for is said") {
  const auto lacks = [](const std::string& key) {
    return "This provider has no \"" + key + "\": leave it out, or ask a model of another provider.";
  };
  const std::string user = R"("messages":[{"role":"user","content":"hi"}],)";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {user + R"("n":2)", "This provider gives one choice alone: leave \"n\" out."},
      {user + R"("response_format":{"type":"json_schema"})", lacks("response_format")},
      {user + R"("logprobs":true)", lacks("logprobs")},
      {user + R"("modalities":["text","audio"])", lacks("modalities")},
      {user + R"("functions":[{"name":"f"}])", lacks("functions")},
      {user + R"("tools":[{"type":"web_search"}])",
       "This provider takes only tools of type \"function\", each with a name."},
      {user + R"("tools":[{"function":{"name":"f","parameters":[]}}])",
       "A function's \"parameters\" must be an object."},
      {user + R"("tools":[{"function":{"name":"f"}}],"tool_choice":"f")",
       "This provider takes \"tool_choice\" only as \"none\", \"auto\", \"required\" or a function by its name."},
      {R"("messages":[{"role":"user","content":[{"type":"input_audio"}]}])",
       "This provider takes no content of type \"input_audio\"."},
      {R"("messages":[{"role":"system","content":"S"}])",
       "This provider needs a message that is not the system's, with a text."},
      {R"("messages":[{"role":"function","content":"r"}])", "This provider takes no message of role \"function\"."},
      {R"("messages":[{"role":"assistant","function_call":{"name":"f","arguments":""}}])",
       "This provider takes \"tool_calls\" in place of \"function_call\"."}};
  for (const auto& [members, message] : cases) {
    INFO(members);
    std::string body = R"({"model":"m",)" + members + "}";
    const Result<std::string> translated = provider::anthropic_body(chat(body), "c", "");
    REQUIRE_FALSE(translated.ok());
    REQUIRE(translated.error().message == message);
  }
}

TEST_CASE("what asks Anthropic for nothing special is translated") {
  std::string body =
      R"({"model":"m","n":null,"functions":[],"logprobs":false,"response_format":{"type":"text"},"stop":null,)"
      R"("messages":[{"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"hi"}]}],)"
      R"("tools":[{"type":"function","function":{"name":"f","description":null,"parameters":null}},)"
      R"({"type":"function","function":{"name":"g","parameters":{"properties":{}}}}],"tool_choice":null})";
  const auto out = nlohmann::json::parse(*provider::anthropic_body(chat(body), "c", ""));
  REQUIRE(out == nlohmann::json::parse(R"({"model":"c","max_tokens":8192,"tool_choice":{"type":"auto"},)"
                                       R"("messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],)"
                                       R"("tools":[{"name":"f","input_schema":{"type":"object"}},)"
                                       R"({"name":"g","input_schema":{"type":"object","properties":{}}}]})"));
}

TEST_CASE("what Anthropic is to go on from ends without white space") {
  std::string plain = R"({"model":"m","messages":[{"role":"user","content":"hi"}]})";
  const auto body = nlohmann::json::parse(*provider::anthropic_body(chat(plain), "c", "So far \n"));
  REQUIRE(body["messages"][1]["content"][0]["text"] == "So far");
}

TEST_CASE("an error is passed on whole only in OpenAI's shape") {
  const std::string body = R"({"error":{"type":"invalid_request_error","message":"prompt is too long"}})";
  REQUIRE(provider::failure_of(400, body, "").body == body);
  const auto anthropic = provider::failure_of(
      400, R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long"}})", "");
  REQUIRE(anthropic.body.empty());
  REQUIRE(anthropic.outcome == Outcome::context_length);
  REQUIRE(anthropic.message == "prompt is too long");
}
