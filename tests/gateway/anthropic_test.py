"""Anthropic's Messages API behind OpenAI's chat completions."""
import json
import unittest

from case import Case
from faulty_provider import Faulty
from gateway import FIRST, Gateway, Stream


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

    def test_a_request_is_translated(self):
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

    def test_an_answer_is_translated(self):
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

    def test_a_stream_is_translated(self):
        stream = Stream(self.ask(stream=True, stream_options={"include_usage": True}))
        self.assertEqual((stream.text, stream.finish, stream.is_done, stream.errors), ("Hello from Claude.", ["tool_calls"], True, []))
        calls = [c["choices"][0]["delta"]["tool_calls"][0] for c in stream.chunks
                 if c["choices"] and c["choices"][0]["delta"].get("tool_calls")]
        self.assertEqual((calls[0]["id"], calls[0]["function"]["name"], calls[0]["index"]), ("toolu_1", "weather", 0))
        self.assertEqual("".join(c["function"]["arguments"] for c in calls), "{\"city\": \"Paris\"}")
        self.assertEqual(stream.usage[-1]["completion_tokens"], 5)
        self.assertEqual(stream.usage[-1]["prompt_tokens"], 10)


if __name__ == "__main__":
    unittest.main()
