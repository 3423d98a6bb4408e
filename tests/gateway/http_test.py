"""What the server makes of requests, good and bad; what reaches a provider; keys, limits, reloads, shutdown."""
import gzip
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from faulty_provider import TEXT, Faulty
from gateway import FIRST, PROGRAM, PROMPT, ROOT, SECOND, Gateway, two_providers


def post(body, path="/v1/chat/completions", fields=""):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return (f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{fields}Content-Length: {len(data)}\r\n\r\n").encode() + data


def status_of(raw):
    return int(raw.split(b" ", 2)[1])


def body_of(raw):
    return json.loads(raw.split(b"\r\n\r\n", 1)[1])


class Case(unittest.TestCase):
    def enterContext(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value


class Refusals(Case):
    """One gateway for all: it is healthy after each."""

    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway("""
[server]
max_header_bytes = 4096
max_body_bytes = 65536
header_timeout_s = 1.0
body_timeout_s = 1.0
""").__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def tearDown(self):
        self.assertEqual(self.gateway.request("GET", "/healthz")[0], 200)

    def assert_refused(self, data, status, code=None):
        raw = self.gateway.raw(data)
        self.assertTrue(raw.startswith(b"HTTP/1.1 "), raw[:200])
        self.assertEqual(status_of(raw), status, raw)
        error = body_of(raw)["error"]
        self.assertEqual(set(error), {"message", "type", "param", "code"})
        if code:
            self.assertEqual(error["code"], code)
        # One answer, and no second one to a request hidden in the first.
        self.assertEqual(raw.count(b"HTTP/1.1 "), 1)
        return error

    def test_conflicting_lengths_are_refused(self):
        hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        head = b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\n"
        for fields in (b"Content-Length: 4\r\nContent-Length: 5\r\n",
                       b"Content-Length: 5\r\nContent-Length: 5\r\n",
                       b"Content-Length: 4, 5\r\n",
                       b"Content-Length: +4\r\n",
                       b"Content-Length: -1\r\n",
                       b"Content-Length: 0x10\r\n",
                       b"Content-Length: 99999999999999999999999\r\n",
                       b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                       b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                       b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                       b"Transfer-Encoding: gzip, chunked\r\n",
                       b"Transfer-Encoding: xchunked\r\n",
                       b"Transfer-Encoding: identity\r\n",
                       b"Transfer-Encoding : chunked\r\n",
                       b"Host: other\r\n"):
            with self.subTest(fields=fields):
                self.assert_refused(head + fields + b"\r\n0\r\n\r\n" + hidden, 400, "bad_http")

    def test_bad_chunks_are_refused(self):
        head = b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        for chunks in (b"zz\r\nabc\r\n0\r\n\r\n", b"-1\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n", b"ffffffffffffffffff\r\nabc",
                       b"3\nabc\r\n0\r\n\r\n"):
            with self.subTest(chunks=chunks):
                self.assert_refused(head + chunks, 400, "bad_http")

    def test_what_is_no_http_is_refused(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET /\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nA\x00B: c\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\x01c\r\n\r\n"):
            with self.subTest(data=data):
                self.assert_refused(data, 400, "bad_http")
        for data in (b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\nHost: a\n\n",
                     b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            self.assert_refused(data, 505, "bad_http")

    def test_oversized_heads_and_bodies_are_refused(self):
        self.assert_refused(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431)
        self.assert_refused(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n", 413)
        chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
        self.assert_refused(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + 3 * chunk, 413)

    def test_bad_json_is_refused(self):
        deep = b'{"model":"alpharoute","messages":' + b"[" * 2000 + b"]" * 2000 + b"}"
        for data in (b"", b"{", b"[]", b"null", b'{"model":"alpharoute"}', b'{"model":"alpharoute","messages":[]}',
                     b'{"messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","model":"b","messages":[{"role":"user","content":"a"}]}',
                     b'{"mod\\u0065l":"alpharoute","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","messages":[{"role":"user","content":"\xff\xfe"}]}',
                     b'{"model":"alpharoute","stream":"yes","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute:2","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute:x","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","alpharoute":{"alhpa":0.5},"messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","messages":[{"role":"user","content":"  "}]}', deep):
            with self.subTest(data=data[:80]):
                self.assert_refused(post(data, fields="Connection: close\r\n"), 400)
        for data in (b"", b"{", b"[]", b"{}", b'{"text":1}', b'{"text":"a","embedding":[1]}', b'{"embedding":[0,0]}', deep,
                     b'{"text":"a","text":"b"}', b'{"text":"a","models":["none"]}', b'{"text":"a","alpha":7}'):
            with self.subTest(route=data[:80]):
                self.assert_refused(post(data, "/v1/route", "Connection: close\r\n"), 400)

    def test_what_is_not_there_is_404_and_other_methods_are_405(self):
        self.assert_refused(b"GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404, "no_such_route")
        raw = self.gateway.raw(b"DELETE /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        self.assertEqual(status_of(raw), 405)
        self.assertIn(b"\r\nAllow: GET, HEAD\r\n", raw)

    def test_paths_lead_nowhere_but_to_files_of_the_page(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd", "/./gateway.toml"):
            with self.subTest(path=path):
                self.assert_refused(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode(), 404)

    def test_keys_in_addresses_are_refused(self):
        self.assert_refused(b"GET /v1/models?api_key=sk-1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400, "key_in_url")
        self.assertNotIn("sk-1", self.gateway.logged())

    def test_pages_of_other_sites_are_kept_out(self):
        body = {"text": "Hello"}
        self.assert_refused(post(body, "/v1/route", "Origin: https://evil.example\r\nConnection: close\r\n"), 403, "bad_origin")
        data = post(body, "/v1/route", "Connection: close\r\n").replace(b"Host: localhost", b"Host: rebound.example")
        self.assert_refused(data, 421, "bad_host")

    def test_a_field_can_not_be_smuggled_into_the_response(self):
        raw = self.gateway.raw(post({"model": "a\r\nX-Evil: 1", "messages": PROMPT}, fields="Connection: close\r\n"))
        self.assertEqual(status_of(raw), 404)
        self.assertNotIn(b"\r\nX-Evil", raw)

    def test_slow_heads_and_bodies_are_ended_and_starve_nobody(self):
        began = time.monotonic()
        slow = [socket.create_connection(("127.0.0.1", self.gateway.port)) for _ in range(200)]
        for i, connection in enumerate(slow):
            connection.sendall(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n" + (b"\r\n{" if i % 2 else b"X: "))
        self.assertEqual(self.gateway.request("GET", "/healthz")[0], 200)
        for connection in slow:
            connection.settimeout(10)
            self.assertEqual(connection.recv(1), b"")
            connection.close()
        self.assertLess(time.monotonic() - began, 10)

    def test_requests_may_follow_each_other_without_waiting(self):
        one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        two = post({"text": "What is the capital of Mongolia?"}, "/v1/route")
        last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        raw = self.gateway.raw(one * 20 + two + last)
        self.assertEqual(raw.count(b"HTTP/1.1 200 OK"), 22)

    def test_a_body_that_waits_to_be_asked_for_is_asked_for(self):
        data = post({"text": "What is the capital of Mongolia?"}, "/v1/route", "Expect: 100-continue\r\nConnection: close\r\n")
        head, body = data.split(b"\r\n\r\n", 1)
        connection = socket.create_connection(("127.0.0.1", self.gateway.port), timeout=5)
        connection.sendall(head + b"\r\n\r\n")
        self.assertEqual(connection.recv(1000), b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(body)
        self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 200"))
        connection.close()


class PassingThrough(Case):
    def setUp(self):
        self.faulty, self.spare = self.enterContext(Faulty()), self.enterContext(Faulty())
        self.gateway = self.enterContext(Gateway(two_providers(
            self.faulty, self.spare, first='key_env = "FIRST_KEY"\n[providers.headers]\nX-Title = "alpharoute"',
            second='capabilities = ["tools", "images", "json"]'), environment={"FIRST_KEY": "sk-secret-value"}))

    def test_fields_pass_through_as_they_are(self):
        more = {"temperature": 0.25, "seed": 7, "logit_bias": {"50256": -100}, "n": 2, "logprobs": True,
                "metadata": {"a": [1, 2.5, None]}, "x_unknown": "kept"}
        status, _, body = self.gateway.chat(alpharoute={"alpha": 0}, **more)
        self.assertEqual(status, 200)
        self.assertEqual(self.faulty.requests[0][3], {"model": "up-first", "messages": PROMPT, **more})
        self.assertEqual(len(body["choices"]), 2)
        self.assertEqual(body["x_extra"], {"kept": [1, 2.50, "as it is"]})

    def test_the_provider_gets_its_key_and_headers_and_not_the_callers(self):
        self.gateway.chat(headers={"Authorization": "Bearer callers", "Cookie": "a=b",
                                   "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})
        fields = self.faulty.requests[0][2]
        self.assertEqual(fields["authorization"], "Bearer sk-secret-value")
        self.assertEqual(fields["x-title"], "alpharoute")
        self.assertEqual(fields["traceparent"], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        self.assertNotIn("cookie", fields)

    def test_neither_log_nor_metrics_hold_prompts_or_keys(self):
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

    def test_a_model_that_lacks_what_is_needed_is_not_chosen(self):
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

    def test_usage_is_asked_for_and_hidden_again(self):
        stream = self.gateway.stream()
        self.assertEqual((stream.text, stream.usage, stream.is_done), (TEXT, [], True))
        self.assertEqual(self.faulty.requests[0][3]["stream_options"], {"include_usage": True})
        stream = self.gateway.stream(stream_options={"include_usage": True})
        self.assertEqual(stream.usage, [{"prompt_tokens": 11, "completion_tokens": 60, "total_tokens": 71}])
        cost = 2 * (11 * 1.0 + 60 * 2.0) / 1e6
        self.assertAlmostEqual(self.gateway.metrics()[f'alpharoute_cost_usd_total{{model="{FIRST}",provider="faulty"}}'], cost)

    def test_a_concrete_model_goes_straight_through(self):
        self.assertEqual(self.gateway.chat(SECOND)[2]["model"], SECOND)
        status, _, body = self.gateway.chat("nobody")
        self.assertEqual((status, body["error"]["code"]), (404, "model_not_found"))

    def test_options_come_in_three_ways(self):
        self.assertEqual(self.gateway.chat(alpharoute={"models": [SECOND]})[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat(headers={"x-alpharoute-deny": FIRST})[2]["model"], SECOND)
        self.assertEqual(self.gateway.chat("alpharoute:0.25")[1]["x-alpharoute-alpha"], "0.25")
        self.assertEqual(self.gateway.chat(alpharoute={"alpha": 0.5}, headers={"x-alpharoute-alpha": "0.1"})[1]["x-alpharoute-alpha"], "0.5")

    def test_the_route_is_the_one_of_live_traffic_and_of_the_command_line(self):
        status, _, decision = self.gateway.json("POST", "/v1/route", {"messages": PROMPT, "alpha": 0.3})
        self.assertEqual(status, 200)
        _, headers, body = self.gateway.chat("alpharoute:0.3")
        self.assertEqual((body["model"], float(headers["x-alpharoute-alpha"])), (decision["model"], decision["alpha"]))
        line = subprocess.run([PROGRAM, "route", str(ROOT / "assets/llmrouter-9.safetensors"), PROMPT[0]["content"], "--json",
                               "--alpha", "0.3", "--models", f"{FIRST},{SECOND}"], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(line.stdout), decision)
        self.assertEqual(len(self.faulty.requests) + len(self.spare.requests), 1)

    def test_embeddings_of_the_router_and_of_a_provider(self):
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
        from gateway import Stream
        stream = Stream(self.ask(stream=True, stream_options={"include_usage": True}))
        self.assertEqual((stream.text, stream.finish, stream.is_done, stream.errors), ("Hello from Claude.", ["tool_calls"], True, []))
        calls = [c["choices"][0]["delta"]["tool_calls"][0] for c in stream.chunks
                 if c["choices"] and c["choices"][0]["delta"].get("tool_calls")]
        self.assertEqual((calls[0]["id"], calls[0]["function"]["name"], calls[0]["index"]), ("toolu_1", "weather", 0))
        self.assertEqual("".join(c["function"]["arguments"] for c in calls), "{\"city\": \"Paris\"}")
        self.assertEqual(stream.usage[-1]["completion_tokens"], 5)
        self.assertEqual(stream.usage[-1]["prompt_tokens"], 10)


class Keys(Case):
    def test_keys_open_what_their_scopes_say(self):
        keys = {}
        toml = "[server]\norigins = [\"https://app.example\"]\n"
        for name in ("route", "chat", "admin"):
            printed = subprocess.run([PROGRAM, "key", name, "--scopes", name], capture_output=True, text=True, check=True).stdout
            keys[name] = printed.split()[1]
            toml += printed[printed.index("[[keys]]"):]
            self.assertIn(hashlib.sha256(keys[name].encode()).hexdigest(), printed)
        gateway = self.enterContext(Gateway(toml))

        def status(key, method, path, body=None):
            headers = {"Authorization": f"Bearer {keys.get(key, key)}"} if key else {}
            return gateway.request(method, path, body, headers)[0]

        chat = ("POST", "/v1/chat/completions", {"model": "alpharoute", "messages": PROMPT})
        route = ("POST", "/v1/route", {"text": "Hello"})
        for key, expected in (("", (401, 401, 401)), ("wrong", (401, 401, 401)), ("route", (403, 200, 403)),
                              ("chat", (200, 403, 403)), ("admin", (403, 403, 200))):
            found = (status(key, *chat), status(key, *route), status(key, "GET", "/metrics"))
            self.assertEqual(found, expected, key)
        self.assertEqual(status("", "GET", "/healthz"), 200)
        self.assertEqual(status("", "GET", "/v1/router"), 401)
        for key in keys.values():
            self.assertNotIn(key, gateway.logged())
        # Pages of the origins that are listed, and of no others, may read the answers.
        asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "authorization"}
        code, headers, _ = gateway.request("OPTIONS", "/v1/chat/completions", headers=asked)
        self.assertEqual((code, headers["access-control-allow-origin"]), (204, "https://app.example"))
        self.assertEqual(headers["access-control-allow-headers"], "authorization")
        _, headers, _ = gateway.request("GET", "/healthz", headers={"Origin": "https://other.example"})
        self.assertNotIn("access-control-allow-origin", headers)

    def test_strangers_are_not_served_without_keys(self):
        done = subprocess.run([PROGRAM, "serve", "--host", "0.0.0.0", "--port", "0"], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, "alpharoute: without keys the gateway listens on loopback only, not on 0.0.0.0: anyone who "
                                      "reaches it could spend your money. Add [[keys]] (alpharoute key makes one), or pass --insecure.\n")
        self.enterContext(Gateway(arguments=["--host", "0.0.0.0", "--insecure"]))


class Publishing(Case):
    def setUp(self):
        self.gateway = self.enterContext(Gateway())
        self.bytes = (ROOT / "assets/llmrouter-9.safetensors").read_bytes()
        self.hash = hashlib.sha256(self.bytes).hexdigest()

    def test_the_manifest_names_files_by_hash(self):
        _, _, manifest = self.gateway.json("GET", "/v1/router/manifest")
        for name, path in (("router", "llmrouter-9"), ("embedder", "static-en-1")):
            data = (ROOT / f"assets/{path}.safetensors").read_bytes()
            self.assertEqual(manifest[name]["sha256"], hashlib.sha256(data).hexdigest())
            status, headers, got = self.gateway.request("GET", manifest[name]["url"])
            self.assertEqual((status, got == data), (200, True))
            self.assertEqual(headers["cache-control"], "public, max-age=31536000, immutable")
        self.assertEqual(self.gateway.request("GET", "/v1/router?sha256=" + "0" * 64)[0], 404)

    def test_what_is_known_is_not_sent_again(self):
        status, headers, data = self.gateway.request("GET", "/v1/router")
        self.assertEqual((status, data, headers["etag"]), (200, self.bytes, f'"{self.hash}"'))
        status, again, data = self.gateway.request("GET", "/v1/router", headers={"If-None-Match": headers["etag"]})
        self.assertEqual((status, data, again["etag"]), (304, b"", headers["etag"]))

    def test_parts_are_sent(self):
        for field, begin, end in (("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-7", -7, None)):
            status, headers, data = self.gateway.request("GET", "/v1/router", headers={"Range": field})
            self.assertEqual((status, data), (206, self.bytes[begin:end]), field)
            self.assertTrue(headers["content-range"].endswith(f"/{len(self.bytes)}"))
        self.assertEqual(self.gateway.request("GET", "/v1/router", headers={"Range": "bytes=99999999-"})[0], 416)
        status, _, _ = self.gateway.request("GET", "/v1/router", headers={"Range": "bytes=0-9", "If-Range": '"other"'})
        self.assertEqual(status, 200)

    def test_compressed_forms_unpack_to_the_file(self):
        deadline = time.monotonic() + 60
        while True:
            status, headers, data = self.gateway.request("GET", "/v1/router", headers={"Accept-Encoding": "gzip"})
            if headers.get("content-encoding") == "gzip":
                break
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        self.assertEqual(gzip.decompress(data), self.bytes)
        self.assertEqual(headers["etag"], f'"{self.hash}-gzip"')
        _, headers, data = self.gateway.request("GET", "/v1/router", headers={"Accept-Encoding": "gzip, br"})
        self.assertEqual(headers["content-encoding"], "br")
        self.assertLess(len(data), len(self.bytes))
        if shutil.which("brotli"):
            plain = subprocess.run(["brotli", "-d", "-c"], input=data, capture_output=True, check=True).stdout
            self.assertEqual(plain, self.bytes)

    def test_a_page_is_served_from_its_folder(self):
        folder = os.path.join(self.gateway.folder, "web")
        os.makedirs(os.path.join(folder, "js"))
        for name, text in (("index.html", "<h1>hi</h1>"), ("js/a.js", "1")):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        gateway = self.enterContext(Gateway(arguments=["--web", folder]))
        status, headers, data = gateway.request("GET", "/")
        self.assertEqual((status, headers["content-type"], data), (200, "text/html; charset=utf-8", b"<h1>hi</h1>"))
        self.assertEqual(gateway.request("GET", "/js/a.js")[1]["content-type"], "text/javascript; charset=utf-8")
        self.assertEqual(gateway.request("GET", "/js/../../gateway.toml")[0], 404)


class Operation(Case):
    def test_a_reload_swaps_the_configuration_and_keeps_the_old_one_when_the_new_one_is_bad(self):
        gateway = self.enterContext(Gateway("[router]\nalpha = 0.25\n"))
        alpha = lambda: gateway.json("POST", "/v1/route", {"text": "Hello"})[2]["alpha"]
        self.assertEqual(alpha(), 0.25)
        gateway.write("[router]\nalpha = 0.75\n")
        self.assertEqual(gateway.request("POST", "/admin/reload")[0], 200)
        self.assertEqual(alpha(), 0.75)
        gateway.write("[router]\nalhpa = 0.1\n")
        status, _, body = gateway.json("POST", "/admin/reload")
        self.assertEqual((status, body["error"]["message"]),
                         (409, f'{gateway.config}, line 2: unknown key "alhpa" in [router]. Did you mean "alpha"? '
                               "The configuration in use stays as it was."))
        self.assertEqual(alpha(), 0.75)
        gateway.write("[router]\nalpha = 0.5\n")
        gateway.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while alpha() != 0.5:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_a_shutdown_lets_a_stream_finish_and_takes_no_new_connections(self):
        faulty = self.enterContext(Faulty())
        faulty.script(FIRST, ("slow_stream", 0.02))
        gateway = self.enterContext(Gateway(f'[[providers]]\nname = "a"\nbase_url = "{faulty.url}"\n[[models]]\nid = "{FIRST}"\n'))
        out = []
        thread = threading.Thread(target=lambda: out.append(gateway.stream()))
        thread.start()
        deadline = time.monotonic() + 10
        while not faulty.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        idle = socket.create_connection(("127.0.0.1", gateway.port))
        gateway.process.send_signal(signal.SIGTERM)
        idle.settimeout(5)
        self.assertEqual(idle.recv(1), b"")
        idle.close()
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", gateway.port), timeout=1)
        thread.join(30)
        self.assertEqual((out[0].text, out[0].is_done), (TEXT, True))
        self.assertEqual(gateway.process.wait(10), 0)

    def test_more_connections_than_allowed_are_turned_away(self):
        gateway = self.enterContext(Gateway("[server]\nmax_connections = 5\n"))
        held = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(5)]
        time.sleep(0.1)
        status, _, body = gateway.json("GET", "/healthz")
        self.assertEqual((status, body["error"]["code"]), (503, "too_busy"))
        for connection in held:
            connection.close()
        deadline = time.monotonic() + 10
        while gateway.request("GET", "/healthz")[0] != 200:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_several_threads_serve_like_one(self):
        gateway = self.enterContext(Gateway("[server]\nthreads = 3\n"))
        answers = []

        def ask():
            for _ in range(20):
                answers.append(gateway.json("POST", "/v1/route", {"text": "What is 2 + 2?"})[2]["model"])

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            self.assertEqual(gateway.request("POST", "/admin/reload")[0], 200)
        for thread in threads:
            thread.join()
        self.assertEqual((len(answers), len(set(answers))), (120, 1))

    def test_a_conversation_keeps_its_model_within_the_margin(self):
        gateway = self.enterContext(Gateway("[router]\nsticky_margin = 10.0\n"))
        first = gateway.chat("alpharoute:0.0", alpharoute={"conversation": "c"})[2]["model"]
        self.assertNotEqual(gateway.chat("alpharoute:1.0")[2]["model"], first)
        self.assertEqual(gateway.chat("alpharoute:1.0", alpharoute={"conversation": "c"})[2]["model"], first)

    def test_a_port_that_is_taken_is_said(self):
        gateway = self.enterContext(Gateway())
        done = subprocess.run([PROGRAM, "serve", "--port", str(gateway.port)], capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stderr), (1, f"alpharoute: can't listen on 127.0.0.1:{gateway.port}: Address already "
                                                             "in use. Try another --port.\n"))

    def test_a_long_text_is_embedded_beside_the_loop(self):
        gateway = self.enterContext(Gateway("[router]\nlong_text_bytes = 1024\n"))
        text = "What is the capital of Mongolia? " * 2000
        status, _, decision = gateway.json("POST", "/v1/route", {"text": text})
        self.assertEqual((status, decision["scoring"]), (200, "posterior"))
        status, _, body = gateway.json("POST", "/v1/embeddings", {"model": "static-en-1", "input": [text, "Hello"]})
        self.assertEqual((status, len(body["data"])), (200, 2))

    def test_a_router_whose_embedder_is_a_server_asks_it(self):
        faulty = self.enterContext(Faulty())
        faulty.script("embed", ("status", 500), "ok")
        gateway = self.enterContext(Gateway(f"""
[router]
embedding_provider = "e"
embedding_model = "embed"
[[providers]]
name = "demo"
kind = "demo"
[[providers]]
name = "e"
base_url = "{faulty.url}"
"""))
        status, _, body = gateway.json("POST", "/v1/route", {"text": "Hello"})
        self.assertEqual((status, body["error"]["code"]), (502, "io"))
        # Three numbers are not what this router was fitted with: the core says so.
        status, _, body = gateway.json("POST", "/v1/route", {"text": "Hello"})
        self.assertEqual((status, body["error"]["code"]), (400, "bad_embedding"))
        self.assertEqual(faulty.requests[1][3], {"model": "embed", "input": "Hello"})


class Tls(Case):
    """A gateway over TLS, and one in front of it whose provider it is."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.certificate, key = os.path.join(folder.name, "cert.pem"), os.path.join(folder.name, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        self.back = self.enterContext(Gateway(f'[server]\ntls_certificate = "{self.certificate}"\ntls_key = "{key}"\n'))

    def front(self, host, more):
        return self.enterContext(Gateway(f"""
[survival]
retries = 0
[[providers]]
name = "back"
base_url = "https://{host}:{self.back.port}/v1"
{more}
"""))

    def test_answers_and_streams_come_over_tls(self):
        self.assertTrue(self.back.url.startswith("https://"))
        connection = http.client.HTTPSConnection("localhost", self.back.port, timeout=20,
                                                 context=ssl.create_default_context(cafile=self.certificate))
        for _ in range(2):
            connection.request("POST", "/v1/route", json.dumps({"text": "Hello"}))
            response = connection.getresponse()
            self.assertEqual((response.status, json.loads(response.read())["scoring"]), (200, "posterior"))
        connection.close()
        front = self.front("localhost", f'ca_file = "{self.certificate}"')
        for _ in range(2):
            self.assertEqual(front.chat(FIRST)[0], 200)
            self.assertTrue(front.stream(FIRST).is_done)

    def test_a_certificate_that_does_not_check_is_not_talked_to(self):
        for host, more in (("localhost", ""), ("127.0.0.1", f'ca_file = "{self.certificate}"')):
            front = self.front(host, more)
            status, _, body = front.chat(FIRST)
            self.assertEqual((status, body["error"]["message"]), (502, "The provider's TLS certificate or handshake failed."))
        self.assertEqual(self.front("127.0.0.1", "verify_tls = false").chat(FIRST)[0], 200)


if __name__ == "__main__":
    unittest.main()
