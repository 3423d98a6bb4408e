"""Starts the gateway for a test and sends requests to it."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ALPHAROUTE_PROGRAM", str(ROOT / "build/release/bin/alpharoute"))

# Models of the sample router. The gateway routes among those that a test configures.
FIRST, SECOND, THIRD = "gemma-2-9b-it", "qwen2.5-7b-instruct", "llama-3.1-8b-instruct"
PROMPT = [{"role": "user", "content": "Write a Python function that merges two sorted lists."}]


class Gateway:
    """A running gateway with the TOML `config`, at `url` and `port`. Use as a context manager."""

    def __init__(self, config="", arguments=(), environment=None):
        self.folder = tempfile.mkdtemp(prefix="alpharoute-gateway-")
        self.config = os.path.join(self.folder, "gateway.toml")
        self.write(config)
        self.arguments = ["--config", self.config] if config else []
        self.arguments += ["--port", "0", *arguments]
        self.environment = {**os.environ, **(environment or {})}

    def write(self, config):
        with open(self.config, "w") as file:
            file.write(config)

    def __enter__(self):
        self.log = open(os.path.join(self.folder, "log"), "w+")
        self.process = subprocess.Popen([PROGRAM, "serve", *self.arguments], stdout=subprocess.PIPE, stderr=self.log,
                                        text=True, env=self.environment)
        line = self.process.stdout.readline()
        if "listens on" not in line:
            self.process.wait(10)
            self.process.stdout.close()
            self.log.close()
            raise AssertionError(f"the gateway did not start: {line}{self.logged()}")
        self.url = line.split(" on ", 1)[1].split()[0]
        self.host, port = self.url.split("//", 1)[1].rsplit(":", 1)
        self.port = int(port)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            time.sleep(0.02)
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        logged = self.logged()
        self.log.close()
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert code == 0, f"the gateway ended with {code}: {logged[-3000:]}"

    def logged(self):
        with open(os.path.join(self.folder, "log")) as file:
            return file.read()

    def request(self, method, path, body=None, headers=None, timeout=60):
        """Returns (status, headers, bytes) of one request on a new connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        data = json.dumps(body) if isinstance(body, (dict, list)) else body
        connection.request(method, path, data, headers or {})
        response = connection.getresponse()
        out = (response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return out

    def json(self, method, path, body=None, headers=None, timeout=60):
        status, fields, data = self.request(method, path, body, headers, timeout)
        return status, fields, json.loads(data)

    def chat(self, model="alpharoute", headers=None, timeout=60, **more):
        return self.json("POST", "/v1/chat/completions", {"model": model, "messages": PROMPT, **more}, headers, timeout)

    def stream(self, model="alpharoute", timeout=60, **more):
        return Stream(self.request("POST", "/v1/chat/completions",
                                   {"model": model, "messages": PROMPT, "stream": True, **more}, timeout=timeout))

    def raw(self, data, timeout=5):
        """Sends `data` unchanged. Returns all bytes until the gateway closes the connection or `timeout` passes."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        connection.sendall(data)
        out = b""
        try:
            while piece := connection.recv(65536):
                out += piece
        except (TimeoutError, ConnectionError):
            pass
        connection.close()
        return out

    def metrics(self):
        out = {}
        for line in self.request("GET", "/metrics")[2].decode().splitlines():
            if not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                out[name] = float(value)
        return out


class Stream:
    """A received stream, parsed."""

    def __init__(self, answer):
        self.status, self.headers, data = answer
        self.raw = data.decode()
        self.events = [line[6:] for line in self.raw.splitlines() if line.startswith("data: ")]
        self.is_done = self.events[-1:] == ["[DONE]"]
        self.chunks = [json.loads(e) for e in self.events if e != "[DONE]"]
        self.errors = [c["error"] for c in self.chunks if "error" in c]
        choices = [choice for c in self.chunks for choice in c.get("choices", [])]
        self.text = "".join(c["delta"].get("content") or "" for c in choices)
        self.finish = [c["finish_reason"] for c in choices if c.get("finish_reason")]
        self.usage = [c["usage"] for c in self.chunks if c.get("usage")]
        self.models = {c["model"] for c in self.chunks if "model" in c}


def two_providers(faulty, spare, resilience="", first="", second=""):
    """A configuration with two models at two providers, of which routing chooses FIRST."""
    return f"""
[router]
alpha = 0.0
[resilience]
{resilience}
[[providers]]
name = "faulty"
base_url = "{faulty.url}"
{first}
[[providers]]
name = "spare"
base_url = "{spare.url}"
[[models]]
id = "{FIRST}"
provider = "faulty"
name = "up-first"
input_price = 1.0
output_price = 2.0
context_length = 8000
[[models]]
id = "{SECOND}"
provider = "spare"
name = "up-second"
input_price = 3.0
output_price = 4.0
context_length = 64000
{second}
"""
