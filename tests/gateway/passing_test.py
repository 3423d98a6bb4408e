"""Requests to providers and their responses to the client."""
import json
import subprocess
import time
import unittest

from case import Case
from faulty_provider import TEXT, Faulty
from gateway import FIRST, PROGRAM, PROMPT, ROOT, SECOND, Gateway, two_providers


class PassingThrough(Case):
    def setUp(self):
        self.faulty, self.spare = self.enterContext(Faulty()), self.enterContext(Faulty())
        self.gateway = self.enterContext(Gateway(two_providers(
            self.faulty, self.spare, first='key_env = "FIRST_KEY"\n[providers.headers]\nX-Title = "alpharoute"',
            second='capabilities = ["tools", "images", "json"]'), environment={"FIRST_KEY": "sk-secret-value"}))

    def test_route_and_chat_decide_the_same_for_the_same_body(self):
        options = [({"max_tokens": 20000}, {}), ({"messages": [{"role": "user", "content": "word " * 8000}]}, {}),
                   ({"tools": [{"type": "function", "function": {"name": "f"}}], "alpharoute": {"capabilities": ["json"]}}, {}),
                   ({"alpharoute": {"alpha": 0.1}}, {"x-alpharoute-alpha": "0.9"}),
                   ({"model": "alpharoute:0.2", "temperature": 0.1, "top_p": 0.9, "n": 1}, {"x-alpharoute-alpha": "0.9"})]
        for more, fields in options:
            body = {"model": "alpharoute", "messages": PROMPT, **more}
            status, _, decision = self.gateway.json("POST", "/v1/route", body, fields)
            self.assertEqual(status, 200, decision)
            _, headers, _ = self.gateway.json("POST", "/v1/chat/completions", body, fields)
            self.assertEqual((headers["x-alpharoute-model"], float(headers["x-alpharoute-alpha"])), (decision["model"], decision["alpha"]), more)

    def test_fields_pass_through_unchanged(self):
        more = {"temperature": 0.25, "seed": 7, "logit_bias": {"50256": -100}, "n": 2, "logprobs": True,
                "metadata": {"a": [1, 2.5, None]}, "x_unknown": "kept"}
        status, _, body = self.gateway.chat(alpharoute={"alpha": 0}, **more)
        self.assertEqual(status, 200)
        self.assertEqual(self.faulty.requests[0][3], {"model": "up-first", "messages": PROMPT, **more})
        self.assertEqual(len(body["choices"]), 2)
        self.assertEqual(body["x_extra"], {"kept": [1, 2.50, "as it is"]})

    def test_the_provider_receives_its_own_key_and_headers_and_not_the_clients(self):
        self.gateway.chat(headers={"Authorization": "Bearer callers", "Cookie": "a=b",
                                   "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})
        fields = self.faulty.requests[0][2]
        self.assertEqual(fields["authorization"], "Bearer sk-secret-value")
        self.assertEqual(fields["x-title"], "alpharoute")
        self.assertEqual(fields["traceparent"], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        self.assertNotIn("cookie", fields)

    def test_logs_and_metrics_contain_no_prompts_and_no_keys(self):
        secret = "zebra-crossing-77"
        for stream in (False, True):
            self.gateway.request("POST", "/v1/chat/completions",
                                 {"model": "alpharoute", "stream": stream, "messages": [{"role": "user", "content": secret}]},
                                 {"Authorization": "Bearer callers-own-key"})
        time.sleep(0.4)
        for text in (self.gateway.logged(), self.gateway.request("GET", "/metrics")[2].decode()):
            for word in (secret, "callers-own-key", "sk-secret-value"):
                self.assertNotIn(word, text)
        self.assertIn("route=/v1/chat/completions", self.gateway.logged())

    def test_a_model_without_a_required_capability_is_not_chosen(self):
        tools = [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}]
        image = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]
        self.assertEqual(self.gateway.chat()[2]["model"], FIRST)
        self.assertEqual(self.gateway.chat(tools=tools)[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat(response_format={"type": "json_object"})[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat(max_tokens=20000)[2]["model"], SECOND)
        status, _, body = self.gateway.json("POST", "/v1/chat/completions",
                                            {"model": "alpharoute", "messages": [{"role": "user", "content": image}]})
        self.assertEqual((status, body["model"]), (200, SECOND))
        audio = [{"type": "text", "text": "Listen."}, {"type": "input_audio", "input_audio": {"data": "", "format": "wav"}}]
        status, _, body = self.gateway.json("POST", "/v1/chat/completions",
                                            {"model": "alpharoute", "messages": [{"role": "user", "content": audio}]})
        self.assertEqual((status, body["error"]["code"]), (400, "no_model"))

    def test_usage_is_requested_from_the_provider_and_hidden_from_the_client(self):
        stream = self.gateway.stream()
        self.assertEqual((stream.text, stream.usage, stream.is_done), (TEXT, [], True))
        self.assertEqual(self.faulty.requests[0][3]["stream_options"], {"include_usage": True})
        stream = self.gateway.stream(stream_options={"include_usage": True})
        self.assertEqual(stream.usage, [{"prompt_tokens": 11, "completion_tokens": 60, "total_tokens": 71}])
        cost = 2 * (11 * 1.0 + 60 * 2.0) / 1e6
        self.assertAlmostEqual(self.gateway.metrics()[f'alpharoute_cost_usd_total{{model="{FIRST}",provider="faulty"}}'], cost)

    def test_a_named_model_is_called_without_routing(self):
        self.assertEqual(self.gateway.chat(SECOND)[2]["model"], SECOND)
        status, _, body = self.gateway.chat("nobody")
        self.assertEqual((status, body["error"]["code"]), (404, "model_not_found"))

    def test_options_are_read_from_body_model_name_and_headers(self):
        self.assertEqual(self.gateway.chat(alpharoute={"models": [SECOND]})[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat(headers={"x-alpharoute-deny": FIRST})[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat("alpharoute:0.25")[1]["x-alpharoute-alpha"], "0.25")
        self.assertEqual(self.gateway.chat(alpharoute={"alpha": 0.5}, headers={"x-alpharoute-alpha": "0.1"})[1]["x-alpharoute-alpha"], "0.5")

    def test_an_unknown_option_header_is_rejected_for_routed_and_named_models(self):
        for model in ("alpharoute", FIRST):
            status, _, body = self.gateway.chat(model, headers={"x-alpharoute-alhpa": "0.1"})
            self.assertEqual((status, body["error"]["code"]), (400, "invalid_argument"))
            self.assertIn("x-alpharoute-alhpa", body["error"]["message"])
        self.assertEqual(len(self.faulty.requests) + len(self.spare.requests), 0)

    def test_route_chat_and_command_line_decide_the_same(self):
        status, _, decision = self.gateway.json("POST", "/v1/route", {"messages": PROMPT, "alpha": 0.3})
        self.assertEqual(status, 200)
        _, headers, body = self.gateway.chat("alpharoute:0.3")
        self.assertEqual((body["model"], float(headers["x-alpharoute-alpha"])), (decision["model"], decision["alpha"]))
        line = subprocess.run([PROGRAM, "route", str(ROOT / "assets/llmrouter-9.safetensors"), PROMPT[0]["content"], "--json",
                               "--alpha", "0.3", "--models", f"{FIRST},{SECOND}"], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(line.stdout), decision)
        self.assertEqual(len(self.faulty.requests) + len(self.spare.requests), 1)

    def test_embeddings_are_made_by_the_router_or_by_a_provider(self):
        status, _, body = self.gateway.json("POST", "/v1/embeddings", {"model": "static-en-1", "input": ["Hello", "World"]})
        self.assertEqual((status, len(body["data"])), (200, 2))
        vector = body["data"][1]["embedding"]
        self.assertAlmostEqual(sum(x * x for x in vector), 1.0, places=4)
        _, _, decision = self.gateway.json("POST", "/v1/route", {"embedding": vector})
        _, _, same = self.gateway.json("POST", "/v1/route", {"text": "World"})
        self.assertEqual(decision["model"], same["model"])
        status, _, body = self.gateway.json("POST", "/v1/embeddings", {"model": FIRST, "input": "abc"})
        self.assertEqual((status, body["data"][0]["embedding"], body["model"]), (200, [3.0, 1.0, 2.0], FIRST))
        self.assertEqual(self.faulty.requests[0][3]["model"], "up-first")

    def test_provider_embeddings_are_retried_and_recorded(self):
        self.faulty.script("up-first", ("status", 503), "ok")
        status, _, body = self.gateway.json("POST", "/v1/embeddings", {"model": FIRST, "input": "abc"})
        self.assertEqual((status, body["model"], len(self.faulty.requests)), (200, FIRST, 2))
        metrics = self.gateway.metrics()
        for outcome in ("unavailable", "answered"):
            self.assertEqual(metrics[f'alpharoute_attempts_total{{model="{FIRST}",outcome="{outcome}",provider="faulty"}}'], 1)
        self.assertAlmostEqual(metrics[f'alpharoute_cost_usd_total{{model="{FIRST}",provider="faulty"}}'], 5 * 1.0 / 1e6)

    def test_a_rate_limit_on_embeddings_is_passed_on_with_retry_after(self):
        self.faulty.script("up-first", ("status", 429, None, "Retry-After: 60\r\n"))
        status, headers, body = self.gateway.json("POST", "/v1/embeddings", {"model": FIRST, "input": "abc"})
        self.assertEqual((status, headers["retry-after"], body["error"]["code"]), (429, "60", "rate_limited"))
        self.assertEqual(len(self.faulty.requests), 1)


if __name__ == "__main__":
    unittest.main()
