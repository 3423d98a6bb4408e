"""OpenAI chat completions answered by a provider with Anthropic's Messages API."""
import json
import unittest

from case import Case
from faulty_provider import TEXT, Faulty
from gateway import FIRST, SECOND, Gateway, Stream, two_providers


class Anthropic(Case):
    def setUp(self):
        self.faulty = self.enterContext(Faulty())
        self.faulty.script("claude-up", "anthropic")
        self.gateway = self.enterContext(Gateway(f"""
[[providers]]
name = "anthropic"
kind = "anthropic"
base_url = "{self.faulty.url}"
key_env = "CLAUDE_KEY"
[[models]]
id = "{FIRST}"
name = "claude-up"
input_price = 3.0
output_price = 15.0
cached_input_price = 0.3
capabilities = ["tools", "images"]
""", environment={"CLAUDE_KEY": "sk-ant"}))

    TOOLS = [{"type": "function", "function": {"name": "weather", "description": "Tells it.", "parameters": {"type": "object"}}}]
    MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Weather in Paris?"},
                {"role": "assistant", "content": None, "tool_calls": [
                    {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": "{\"city\":\"Paris\"}"}}]},
                {"role": "tool", "tool_call_id": "c1", "content": "Sunny"}, {"role": "user", "content": "And tomorrow?"}]

    def ask(self, **more):
        return self.gateway.request("POST", "/v1/chat/completions",
                                    {"model": "alpharoute", "messages": self.MESSAGES, "tools": self.TOOLS, "stop": "X",
                                     "tool_choice": "required", "max_tokens": 100, **more})

    def test_requests_are_translated(self):
        self.ask()
        _, path, fields, body = self.faulty.requests[0]
        self.assertEqual((path, fields["x-api-key"], fields["anthropic-version"]), ("/v1/messages", "sk-ant", "2023-06-01"))
        self.assertEqual(body, {
            "model": "claude-up", "max_tokens": 100, "system": "Be brief.", "stop_sequences": ["X"],
            "tools": [{"name": "weather", "description": "Tells it.", "input_schema": {"type": "object"}}],
            "tool_choice": {"type": "any"},
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "Weather in Paris?"}]},
                {"role": "assistant", "content": [{"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Paris"}}]},
                {"role": "user", "content": [
                    {"type": "tool_result", "tool_use_id": "c1", "content": [{"type": "text", "text": "Sunny"}]},
                    {"type": "text", "text": "And tomorrow?"}]}]})

    def test_responses_are_translated(self):
        status, headers, data = self.ask()
        body = json.loads(data)
        choice = body["choices"][0]
        self.assertEqual((status, choice["finish_reason"], choice["message"]["content"]), (200, "tool_calls", "Hello from Claude."))
        self.assertEqual(choice["message"]["tool_calls"], [
            {"id": "toolu_1", "type": "function", "function": {"name": "weather", "arguments": "{\"city\":\"Paris\"}"}}])
        self.assertEqual(body["usage"], {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17,
                                         "prompt_tokens_details": {"cached_tokens": 3}})
        cost = (9 * 3.0 + 3 * 0.3 + 5 * 15.0) / 1e6
        self.assertAlmostEqual(float(headers["x-alpharoute-cost-usd"]), cost)

    def test_streams_are_translated(self):
        stream = Stream(self.ask(stream=True, stream_options={"include_usage": True}))
        self.assertEqual((stream.text, stream.finish, stream.is_done, stream.errors), ("Hello from Claude.", ["tool_calls"], True, []))
        calls = [c["choices"][0]["delta"]["tool_calls"][0] for c in stream.chunks
                 if c["choices"] and c["choices"][0]["delta"].get("tool_calls")]
        self.assertEqual((calls[0]["id"], calls[0]["function"]["name"], calls[0]["index"]), ("toolu_1", "weather", 0))
        self.assertEqual("".join(c["function"]["arguments"] for c in calls), "{\"city\": \"Paris\"}")
        self.assertEqual(stream.usage[-1]["completion_tokens"], 5)
        self.assertEqual(stream.usage[-1]["prompt_tokens"], 10)


class Untranslatable(Case):
    """Requests that Anthropic's API does not support."""

    ONE_CHOICE = "This provider returns only one choice. Remove \"n\"."

    def start(self, first="", second=""):
        self.first, self.second = self.enterContext(Faulty()), self.enterContext(Faulty())
        config = two_providers(self.first, self.second, first=first, resilience="retries = 0\ncircuit_failures = 1")
        self.gateway = self.enterContext(Gateway(config.replace('name = "spare"', f'name = "spare"\n{second}')))

    def assert_rejected(self, answer, status, code, message):
        self.assertEqual((answer[0], answer[2]["error"]["code"], answer[2]["error"]["message"]), (status, code, message))

    def test_the_request_falls_back_to_another_model(self):
        self.start(first='kind = "anthropic"')
        status, headers, body = self.gateway.chat(n=2)
        self.assertEqual((status, len(body["choices"]), headers["x-alpharoute-fallback-from"]), (200, 2, FIRST))
        self.assertEqual((len(self.first.requests), len(self.second.requests)), (0, 1))

    def test_without_another_model_the_error_names_the_fix(self):
        self.start(first='kind = "anthropic"', second='kind = "anthropic"')
        for model in ("alpharoute", FIRST):
            self.assert_rejected(self.gateway.chat(model, n=2), 400, "unsupported", self.ONE_CHOICE)
        self.assertEqual(self.gateway.metrics()['alpharoute_circuit_state{provider="faulty"}'], 0)

    def test_an_earlier_failure_is_reported_instead_of_unsupported(self):
        self.start(second='kind = "anthropic"')
        self.first.script("up-first", ("status", 503, {"message": "Busy."}))
        self.assert_rejected(self.gateway.chat(n=2), 503, "unavailable", "Busy.")
        # The circuit of the first provider is open now.
        self.assert_rejected(self.gateway.chat(n=2), 503, "unavailable",
                            "The provider's circuit breaker is open after repeated failures.")
        self.assertEqual(len(self.first.requests), 1)

    def test_errors_have_openais_shape(self):
        self.start(first='kind = "anthropic"')
        error = b'{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 > 8"},"request_id":"r"}'
        self.first.script("up-first", ("raw", b"HTTP/1.1 400 X\r\nContent-Length: %d\r\n\r\n" % len(error) + error))
        status, _, body = self.gateway.chat(FIRST)
        self.assertEqual((status, body), (400, {"error": {
            "message": "prompt is too long: 9 > 8", "type": "invalid_request_error", "param": None,
            "code": "context_length_exceeded"}}))


class Foreign(Case):
    """Malformed JSON from a client or a provider ends one request, not the process."""

    DEEP = "[" * 100_000 + "]" * 100_000

    def setUp(self):
        self.faulty, self.spare = self.enterContext(Faulty()), self.enterContext(Faulty())
        self.gateway = self.enterContext(Gateway(two_providers(self.faulty, self.spare, first='kind = "anthropic"')))

    def answer_with(self, message):
        data = message.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        self.faulty.script("up-first", ("raw", head.encode() + data))

    def stream_with(self, *events):
        data = "".join(f"data: {e if isinstance(e, str) else json.dumps(e)}\n\n" for e in events)
        self.faulty.script("up-first", ("raw", b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + data.encode()))

    def assert_left_for_the_spare(self, stream):
        if stream:
            answer = self.gateway.stream()
            self.assertEqual((answer.text, answer.errors, answer.models), (TEXT, [], {SECOND}))
        else:
            status, _, body = self.gateway.chat()
            self.assertEqual((status, body["model"]), (200, SECOND))
        attempts = f'alpharoute_attempts_total{{model="{FIRST}",outcome="malformed",provider="faulty"}}'
        self.assertEqual(self.gateway.metrics()[attempts], 1)

    def test_deeply_nested_arguments_are_rejected(self):
        function = {"name": "f", "arguments": '{"a":' + self.DEEP + "}"}
        messages = [{"role": "user", "content": "hi"},
                    {"role": "assistant", "tool_calls": [{"id": "c", "type": "function", "function": function}]}]
        status, _, body = self.gateway.json("POST", "/v1/chat/completions", {"model": FIRST, "messages": messages})
        self.assertEqual((status, body["error"]["message"]), (
            400, "The arguments of a tool call must be a JSON object of at most 128 levels."))
        self.assertEqual(self.gateway.request("GET", "/healthz")[0], 200)

    def test_a_deeply_nested_response_is_malformed(self):
        self.answer_with('{"content":[{"type":"tool_use","id":"t","name":"f","input":{"a":' + self.DEEP + "}}]}")
        self.assert_left_for_the_spare(stream=False)

    def test_a_deeply_nested_event_is_malformed(self):
        self.stream_with('{"type":"message_start","message":' + self.DEEP + "}")
        self.assert_left_for_the_spare(stream=True)

    def test_a_response_with_members_of_the_wrong_type_is_malformed(self):
        for content in ("null", "[null]", '[{"type":"text","text":null}]', '[{"type":"tool_use","id":1,"name":"f","input":{}}]',
                        '[{"type":"tool_use","id":"t","name":"f","input":null}]'):
            with self.subTest(content):
                self.setUp()
                self.answer_with('{"id":null,"usage":"none","stop_reason":[],"content":' + content + "}")
                self.assert_left_for_the_spare(stream=False)

    def test_an_event_with_members_of_the_wrong_type_is_malformed(self):
        for event in ([], {"type": "content_block_start", "content_block": None},
                      {"type": "content_block_start", "content_block": {"type": "tool_use", "id": None, "name": "f"}},
                      {"type": "content_block_delta", "delta": None},
                      {"type": "content_block_delta", "delta": {"type": "text_delta", "text": 1}}):
            with self.subTest(event):
                self.setUp()
                self.stream_with(event)
                self.assert_left_for_the_spare(stream=True)

    def test_a_message_start_event_without_a_message_is_ignored(self):
        self.stream_with({"type": "message_start", "message": None}, {"type": "ping"},
                         {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Hi"}},
                         {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": None},
                         {"type": "message_stop"})
        stream = self.gateway.stream()
        self.assertEqual((stream.text, stream.finish, stream.is_done, stream.models), ("Hi", ["stop"], True, {FIRST}))

    def test_a_tool_call_without_arguments_gets_an_empty_object(self):
        self.stream_with({"type": "message_start", "message": {"id": "m"}},
                         {"type": "content_block_start", "content_block": {"type": "tool_use", "id": "t", "name": "now"}},
                         {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": ""}},
                         {"type": "content_block_stop"}, {"type": "content_block_start", "content_block": {"type": "x"}},
                         {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": "not its"}},
                         {"type": "content_block_stop"},
                         {"type": "message_delta", "delta": {"stop_reason": "tool_use"}}, {"type": "message_stop"})
        calls = [call for c in self.gateway.stream(stream_options={"include_usage": True}).chunks for choice in c["choices"]
                 for call in choice["delta"].get("tool_calls", [])]
        self.assertEqual([c["function"] for c in calls], [{"name": "now", "arguments": ""}, {"arguments": "{}"}])


if __name__ == "__main__":
    unittest.main()
