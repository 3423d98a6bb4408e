"""Access control: keys and scopes, origins, paths, secrets and certificates."""
import hashlib
import http.client
import json
import os
import ssl
import subprocess
import tempfile
import unittest

from case import Case, OneGateway, post, status_of
from gateway import FIRST, PROGRAM, PROMPT, Gateway


class Refusals(OneGateway):
    def test_paths_reach_only_files_of_the_web_app(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd", "/./gateway.toml"):
            with self.subTest(path=path):
                self.assert_rejected(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode(), 404)

    def test_keys_in_urls_are_rejected(self):
        self.assert_rejected(b"GET /v1/models?api_key=sk-1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400, "key_in_url")
        self.assertNotIn("sk-1", self.gateway.logged())

    def test_requests_from_other_origins_are_rejected(self):
        body = {"text": "Hello"}
        self.assert_rejected(post(body, "/v1/route", "Origin: https://evil.example\r\nConnection: close\r\n"), 403, "bad_origin")
        data = post(body, "/v1/route", "Connection: close\r\n").replace(b"Host: localhost", b"Host: rebound.example")
        self.assert_rejected(data, 421, "bad_host")

    def test_a_host_name_that_starts_like_loopback_is_not_loopback(self):
        self.assert_rejected(b"GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1.example.com\r\n\r\n", 421, "bad_host")

    def test_a_header_cannot_be_injected_into_the_response(self):
        raw = self.gateway.raw(post({"model": "a\r\nX-Evil: 1", "messages": PROMPT}, fields="Connection: close\r\n"))
        self.assertEqual(status_of(raw), 404)
        self.assertNotIn(b"\r\nX-Evil", raw)


class Keys(Case):
    def test_a_key_opens_the_routes_of_its_scopes(self):
        keys = {}
        toml = "[server]\nallowed_origins = [\"https://app.example\"]\n"
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
        # Only listed origins may read responses.
        preflight = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "authorization"}
        code, headers, _ = gateway.request("OPTIONS", "/v1/chat/completions", headers=preflight)
        self.assertEqual((code, headers["access-control-allow-origin"]), (204, "https://app.example"))
        self.assertEqual(headers["access-control-allow-headers"], "authorization")
        _, headers, _ = gateway.request("GET", "/healthz", headers={"Origin": "https://other.example"})
        self.assertNotIn("access-control-allow-origin", headers)

    def test_a_public_address_requires_keys(self):
        done = subprocess.run([PROGRAM, "serve", "--host", "0.0.0.0", "--port", "0"], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, "alpharoute: without keys, the gateway listens on loopback only, not on 0.0.0.0: any client "
                                      "could spend your money. Add [[keys]] (`alpharoute key` creates one), or pass --allow-unauthenticated.\n")
        self.enterContext(Gateway(arguments=["--host", "0.0.0.0", "--allow-unauthenticated"]))


class Tls(Case):
    """A gateway that serves TLS, used as the provider of a second gateway."""

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
[resilience]
retries = 0
[[providers]]
name = "back"
base_url = "https://{host}:{self.back.port}/v1"
{more}
"""))

    def test_answers_and_streams_work_over_tls(self):
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

    def test_a_server_with_an_invalid_certificate_is_not_used(self):
        for host, more in (("localhost", ""), ("127.0.0.1", f'ca_file = "{self.certificate}"')):
            front = self.front(host, more)
            status, _, body = front.chat(FIRST)
            self.assertEqual((status, body["error"]["message"]), (502, "The provider's TLS certificate or handshake failed."))
        self.assertEqual(self.front("127.0.0.1", "verify_tls = false").chat(FIRST)[0], 200)


if __name__ == "__main__":
    unittest.main()
