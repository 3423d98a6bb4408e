"""Shared by the gateway tests: requests as bytes, and one gateway for all tests of a class."""
import json
import unittest

from gateway import Gateway


def post(body, path="/v1/chat/completions", fields=""):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return (f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{fields}Content-Length: {len(data)}\r\n\r\n").encode() + data


def status_of(raw):
    return int(raw.split(b" ", 2)[1])


def body_of(raw):
    return json.loads(raw.split(b"\r\n\r\n", 1)[1])


class Case(unittest.TestCase):
    def enterContext(self, context):  # unittest has this method in Python 3.11 and later
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value


class OneGateway(Case):
    """One gateway with low limits for all tests. Checks after each test that it is healthy."""

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

    def assert_rejected(self, data, status, code=None):
        raw = self.gateway.raw(data)
        self.assertTrue(raw.startswith(b"HTTP/1.1 "), raw[:200])
        self.assertEqual(status_of(raw), status, raw)
        error = body_of(raw)["error"]
        self.assertEqual(set(error), {"message", "type", "param", "code"})
        if code:
            self.assertEqual(error["code"], code)
        # One response: none to a request hidden in the first.
        self.assertEqual(raw.count(b"HTTP/1.1 "), 1)
        return error
